import type { Inks } from "../charts/palette";
import type { Base, Say } from "./drawing";
import type { Plot } from "./plot";

/** A pie or a ring: one number for each row. */
export function ringOf(plot: Plot, ink: Inks, say: Say, base: Base): object {
  const [first] = plot.series;
  if (!first) return {};
  const data = plot.rows.map((row, n) => ({ name: plot.names[n], value: plot.value(first, row) ?? 0 }));
  const formatter = (one: { name: string; value: number }) => `${one.name} ${say(one.value, first, true)}`;
  const tooltip = { ...base.tooltip, valueFormatter: (value: unknown) => say(value, first) };
  const itemStyle = { borderColor: ink.surface, borderWidth: 2 };
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

/** A funnel: bars about one middle, in the order of their rows. Its width tells the number, whether or not it narrows on the way. */
export function funnelOf(plot: Plot, ink: Inks, say: Say, base: Base): object {
  const [first] = plot.series;
  if (!first) return {};
  const values = plot.rows.map((row) => Math.max(0, plot.value(first, row) ?? 0));
  const most = Math.max(1, ...values);
  // A number that its bar has no room for stands beside it.
  const label = (value: number) =>
    value > most / 6 ? { position: "inside", color: "#fff" } : { position: "right", color: ink.text };
  const bar = { type: "bar", stack: "funnel", barCategoryGap: "12%" };
  return {
    ...base,
    tooltip: { ...base.tooltip, valueFormatter: (value: unknown) => say(value, first) },
    grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: "value", min: 0, max: most, show: false },
    yAxis: {
      type: "category",
      inverse: true,
      data: plot.names,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: ink.text, width: 112, overflow: "truncate" },
    },
    series: [
      {
        ...bar,
        silent: true,
        tooltip: { show: false },
        itemStyle: { color: "transparent" },
        data: values.map((value) => (most - value) / 2),
      },
      {
        ...bar,
        itemStyle: { color: ink.deep, borderRadius: 4 },
        label: { show: true, formatter: (one: { value: number }) => say(one.value, first, true) },
        data: values.map((value) => ({ value, label: label(value) })),
      },
    ],
  };
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
