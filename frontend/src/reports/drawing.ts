import type { Inks } from "../charts/palette";
import type { Plot, Series } from "./plot";
import { figure, type MeasureHead } from "./result";
import { funnelOf, gaugeOf, ringOf } from "./rings";

const unitOf = (measure: MeasureHead) => (measure.isPercent ? "percent" : measure.isMoney ? "money" : "count");

export type Say = (value: unknown, series?: Series, short?: boolean) => string;
/** What every picture has in common. */
export type Base = { color: string[]; textStyle: object; tooltip: object; legend: object };

/** The option of the chart library for a plot. */
export function optionOf(plot: Plot, ink: Inks, currency: string, target?: number): object {
  const [first] = plot.series;
  if (!first) return {};
  const say = (value: unknown, one: Series = first, short = false) =>
    figure(typeof value === "number" ? value : null, one.measure, currency, short);
  const base: Base = {
    color: ink.series,
    textStyle: { fontFamily: ink.font, color: ink.text },
    tooltip: { backgroundColor: ink.surface, borderColor: ink.line, textStyle: { color: ink.text }, confine: true },
    legend: {
      bottom: 0,
      textStyle: { color: ink.text },
      itemWidth: 12,
      itemHeight: 12,
      show: plot.series.length > 1,
    },
  };
  if (plot.kind === "PIE" || plot.kind === "DONUT") return ringOf(plot, ink, say, base);
  if (plot.kind === "FUNNEL") return funnelOf(plot, ink, say, base);
  if (plot.kind === "GAUGE") return gaugeOf(plot, ink, say, base, target);
  return plot.kind === "SCATTER" ? scatter(plot, ink, say, base) : grid(plot, ink, say, base);
}

const wordsOf = (ink: Inks) => ({ color: ink.quiet, hideOverlap: true });
const linesOf = (ink: Inks) => ({ lineStyle: { color: ink.line } });

function scatter(plot: Plot, ink: Inks, say: Say, base: Base): object {
  const [first, second = first] = plot.series;
  if (!first || !second) return {};
  const words = wordsOf(ink);
  const lines = linesOf(ink);
  const data = plot.rows.map((row, n) => ({
    name: plot.names[n],
    value: [plot.value(first, row), plot.value(second, row)],
  }));
  const axis = (one: Series) => ({
    type: "value",
    name: one.name,
    nameTextStyle: { color: ink.quiet },
    axisLabel: { ...words, formatter: (value: number) => say(value, one, true) },
    splitLine: lines,
  });
  return {
    ...base,
    tooltip: {
      ...base.tooltip,
      formatter: (one: { name: string; value: number[] }) =>
        `${one.name}: ${say(one.value[0])} · ${say(one.value[1], second)}`,
    },
    grid: { left: 16, right: 24, top: 32, bottom: 32, containLabel: true },
    xAxis: { ...axis(first), nameLocation: "middle", nameGap: 32 },
    // Above its line: beside it, it would lie on numbers that are long.
    yAxis: { ...axis(second), nameLocation: "end", nameTextStyle: { color: ink.quiet, align: "left" } },
    series: [
      {
        type: "scatter",
        symbolSize: 14,
        data,
        label: { show: data.length <= 20, position: "right", color: ink.text, formatter: "{b}" },
      },
    ],
  };
}

function grid(plot: Plot, ink: Inks, say: Say, base: Base): object {
  const words = wordsOf(ink);
  const lines = linesOf(ink);
  const flat = plot.kind === "BAR";
  const units = [...new Set(plot.series.map((one) => unitOf(one.measure)))].slice(0, 2);
  const category = {
    type: "category",
    data: plot.names,
    axisLabel: flat ? { ...words, width: 120, overflow: "truncate" } : words,
    axisLine: lines,
    axisTick: { show: false },
    ...(flat ? { inverse: true } : {}),
  };
  const values = units.map((unit, n) => {
    const one = plot.series.find((each) => unitOf(each.measure) === unit);
    return {
      type: "value",
      ...(unit === "count" ? { minInterval: 1 } : {}),
      // The lines of the first axis are those of the second, too.
      ...(n > 0 ? { alignTicks: true } : {}),
      axisLabel: { ...words, formatter: (value: number) => say(value, one, true) },
      splitLine: n === 0 ? lines : { show: false },
    };
  });
  const series = plot.series.map((one, n) => {
    const line = plot.kind === "LINE" || plot.kind === "AREA" || (plot.kind === "COMBO" && n > 0);
    const axis = Math.max(0, units.indexOf(unitOf(one.measure)));
    return {
      name: one.name,
      type: line ? "line" : "bar",
      data: plot.rows.map((row) => plot.value(one, row)),
      ...(flat ? { xAxisIndex: axis } : { yAxisIndex: axis }),
      ...(plot.kind === "STACKED" ? { stack: "all" } : {}),
      ...(plot.kind === "AREA" ? { areaStyle: { opacity: 0.2 } } : {}),
      ...(line
        ? { symbolSize: 7 }
        : {
            barMaxWidth: 36,
            itemStyle: { borderRadius: flat ? [0, 3, 3, 0] : plot.kind === "STACKED" ? 0 : [3, 3, 0, 0] },
          }),
      tooltip: { valueFormatter: (value: unknown) => say(value, one) },
      label: {
        show: flat && plot.series.length === 1,
        position: "right",
        color: ink.text,
        formatter: (mark: { value: unknown }) => say(mark.value, one, true),
      },
    };
  });
  return {
    ...base,
    tooltip: { ...base.tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
    grid: { left: 8, right: flat ? 56 : 12, top: 16, bottom: plot.series.length > 1 ? 36 : 8, containLabel: true },
    xAxis: flat ? values : category,
    yAxis: flat ? category : values,
    series,
  };
}
