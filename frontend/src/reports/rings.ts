import type { Inks } from "../charts/palette";
import type { Base, Say } from "./drawing";
import type { Plot } from "./plot";

/** A pie, a ring or a funnel: one number for each row. */
export function ringOf(plot: Plot, ink: Inks, say: Say, base: Base): object {
  const [first] = plot.series;
  if (!first) return {};
  const data = plot.rows.map((row, n) => ({ name: plot.names[n], value: plot.value(first, row) ?? 0 }));
  const formatter = (one: { name: string; value: number }) => `${one.name} ${say(one.value, first, true)}`;
  const tooltip = { ...base.tooltip, valueFormatter: (value: unknown) => say(value, first) };
  const itemStyle = { borderColor: ink.surface, borderWidth: 2 };
  if (plot.kind === "FUNNEL") {
    const place = { left: 8, right: 8, top: 8, bottom: 8 };
    const label = { position: "inside", color: "#fff", formatter };
    // One colour: the width tells the number, the order tells the stage.
    const shades = data.map((one) => ({ ...one, itemStyle: { ...itemStyle, color: ink.deep } }));
    return {
      ...base,
      tooltip,
      series: [{ type: "funnel", sort: "none", gap: 3, minSize: "12%", ...place, label, data: shades }],
    };
  }
  // Names beside a ring need room; a phone lists them below.
  const narrow = window.innerWidth < 640;
  const counted = new Map(data.map((one) => [one.name, one.value]));
  const legend = {
    ...base.legend,
    show: narrow,
    formatter: (name: string) => `${name} ${say(counted.get(name), first, true)}`,
  };
  const ring = {
    type: "pie",
    center: ["50%", narrow ? "42%" : "50%"],
    radius: plot.kind === "DONUT" ? ["42%", "68%"] : "68%",
    label: { show: !narrow, color: ink.text, formatter },
    labelLine: { lineStyle: { color: ink.line } },
    itemStyle,
    data,
  };
  return { ...base, legend, tooltip, series: [ring] };
}

/** A half ring from nothing to the target, or to the value itself. */
export function gaugeOf(plot: Plot, ink: Inks, say: Say, base: Base, target?: number): object {
  const [first] = plot.series;
  const value = first ? plot.rows.reduce((sum, row) => sum + (plot.value(first, row) ?? 0), 0) : 0;
  const left = Math.max(0, (target ?? 0) - value);
  const narrow = window.innerWidth < 640;
  const written = target ? `${say(value, first, true)} / ${say(target, first, true)}` : say(value, first, true);
  return {
    ...base,
    series: [
      {
        type: "pie",
        radius: narrow ? ["70%", "98%"] : ["100%", "140%"],
        center: ["50%", narrow ? "65%" : "85%"],
        startAngle: 180,
        endAngle: 360,
        silent: true,
        label: { show: true, position: "center", formatter: written, color: ink.text, fontSize: 24 },
        data: [
          { value, itemStyle: { color: ink.series[0] } },
          { value: left, itemStyle: { color: ink.line } },
        ],
      },
    ],
  };
}
