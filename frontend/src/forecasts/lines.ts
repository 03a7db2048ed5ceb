import type { Inks } from "../charts/palette";

type Line = { name: string; data: number[]; filled?: boolean; isBar?: boolean };

/** The option of a chart with several lines over the same places, the first filled or a bar where it says so. */
export function linesOf(ink: Inks, places: string[], lines: Line[], say: (value: number) => string): object {
  return {
    color: ink.series,
    textStyle: { fontFamily: ink.font, color: ink.text },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: ink.surface,
      borderColor: ink.line,
      textStyle: { color: ink.text },
      valueFormatter: (value: number) => say(value),
    },
    legend: { bottom: 0, textStyle: { color: ink.text }, itemWidth: 12, itemHeight: 12 },
    grid: { left: 8, right: 16, top: 16, bottom: 36, containLabel: true },
    xAxis: {
      type: "category",
      data: places,
      axisLabel: { color: ink.quiet, hideOverlap: true },
      axisLine: { lineStyle: { color: ink.line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: "value",
      axisLabel: { color: ink.quiet, formatter: (value: number) => say(value) },
      splitLine: { lineStyle: { color: ink.line } },
    },
    series: lines.map((line) => ({
      name: line.name,
      type: line.isBar ? "bar" : "line",
      data: line.data,
      symbolSize: 6,
      barMaxWidth: 36,
      ...(line.filled ? { areaStyle: { opacity: 0.15 } } : {}),
    })),
  };
}
