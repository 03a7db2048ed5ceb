import type { Mark } from "../charts/Chart";
import type { ChartKind } from "./definition";
import { type Entry, entryText, type Figures, type MeasureHead, type Words } from "./result";

/** More marks than this say nothing; the table has them all. */
export const MOST_MARKS = 60;

type Place = { entry: Entry; index: number };
export type Series = { name: string; measure: MeasureHead; measureIndex: number; column: Place };
/** What a picture is made of: places along it, and series of numbers over them. */
export type Plot = {
  kind: ChartKind;
  rows: Place[];
  left: number;
  series: Series[];
  names: string[];
  value: (series: Series, row: Place) => number | null;
};

/** What is no drawing: tables, with or without shades, and large numbers. */
const TABLES = new Set<ChartKind>(["TABLE", "HEAT", "NUMBER"]);

const leaves = (entries: readonly Entry[]): Place[] =>
  entries.map((entry, index) => ({ entry, index })).filter((one) => !one.entry.isTotal);

/** The figures as series; null when they are no picture, such as one of a single row of totals. */
export function plotOf(figures: Figures, kind: ChartKind, words: Words): Plot | null {
  const all = figures.rowHeads.length > 0 ? leaves(figures.rows) : [];
  const rows = all.slice(0, MOST_MARKS);
  if (rows.length === 0 || TABLES.has(kind)) return null;
  const total = figures.columns.findIndex((one) => one.keys.length === 0);
  const whole = figures.columns[total];
  const [first] = figures.measures;
  if (!first || !whole) return null;
  const pie = kind === "PIE" || kind === "DONUT" || kind === "FUNNEL";
  const series: Series[] =
    figures.columnHeads.length > 0 && !pie
      ? leaves(figures.columns)
          .slice(0, MOST_MARKS)
          .map((column) => ({
            name: entryText(column.entry, figures.columnHeads, words),
            measure: first,
            measureIndex: 0,
            column,
          }))
      : figures.measures.slice(0, pie ? 1 : 8).map((measure, measureIndex) => ({
          name: measure.label,
          measure,
          measureIndex,
          column: { entry: whole, index: total },
        }));
  return {
    kind,
    rows,
    left: all.length - rows.length,
    series,
    names: rows.map((row) => entryText(row.entry, figures.rowHeads, words)),
    value: (one, row) => figures.at(row.index, one.column.index)?.numbers[one.measureIndex] ?? null,
  };
}

/** What a pressed mark stands for. */
export function marked(plot: Plot, mark: Mark): { row: Entry; series: Series } | null {
  const row = plot.rows[mark.item];
  const series = plot.series[plot.kind === "SCATTER" || plot.kind === "FUNNEL" ? 0 : mark.series];
  return row && series ? { row: row.entry, series } : null;
}

/** How high a picture is where it has `height`: bars that lie need room each. */
export const heightOf = (plot: Plot, height: number) =>
  plot.kind === "BAR" ? Math.max(height, plot.rows.length * 28 + 40) : height;
