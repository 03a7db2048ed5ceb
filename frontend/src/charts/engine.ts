import { BarChart, LineChart, PieChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendPlainComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, PieChart, ScatterChart, GridComponent, LegendPlainComponent, TooltipComponent, SVGRenderer]);

/** The one place that knows the chart library; loaded when the first chart is shown. */
export const draw = (element: HTMLElement) => init(element, null, { renderer: "svg" });
export type Drawing = ReturnType<typeof draw>;
