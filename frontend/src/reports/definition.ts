import type { Where } from "../views/definition";

export const GRAINS = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR", "WEEKDAY", "HOUR"] as const;
export type Grain = (typeof GRAINS)[number];
export const FUNCTIONS = ["SUM", "AVERAGE", "MEDIAN", "PERCENTILE", "MIN", "MAX", "DISTINCT"] as const;
export type FunctionName = "COUNT" | "FORMULA" | (typeof FUNCTIONS)[number];
export const SHOWS = ["VALUE", "SHARE", "SHARE_OF_ROW", "SHARE_OF_COLUMN", "RUNNING", "DIFFERENCE", "CHANGE"] as const;
export type Show = (typeof SHOWS)[number];
export const CHARTS = [
  "TABLE",
  "BAR",
  "COLUMN",
  "STACKED",
  "LINE",
  "AREA",
  "COMBO",
  "PIE",
  "DONUT",
  "FUNNEL",
  "GAUGE",
  "NUMBER",
  "SCATTER",
  "HEAT",
] as const;
export type ChartKind = (typeof CHARTS)[number];

export type Dimension = {
  field: string;
  granularity?: Grain;
  ranges?: string[];
  buckets?: { label: string; values: string[] }[];
};
export type Measure = {
  function: FunctionName;
  field?: string;
  percent?: number;
  formula?: string;
  where?: Where;
  label?: string;
  show?: Show;
  isPercent?: boolean;
};

/** A report as the server takes it; what it means stands with `backend/weir/reports/definition.py`. */
export type Definition = {
  source: string;
  where?: Where;
  rows?: Dimension[];
  columns?: Dimension[];
  measures: Measure[];
  top?: { first: number; by?: number; smallest?: boolean; other?: boolean };
  having?: { by?: number; gte?: string; lte?: string };
  sort?: "LABEL" | "VALUE";
  totals?: boolean;
  chart?: ChartKind;
  target?: string;
  fiscalMonth?: number;
};

export const SHELVES = ["rows", "columns", "measures"] as const;
export type Shelf = (typeof SHELVES)[number];
export const MOST: Record<Shelf, number> = { rows: 3, columns: 2, measures: 8 };

export const blank = (source: string): Definition => ({
  source,
  where: {},
  rows: [],
  columns: [],
  measures: [{ function: "COUNT" }],
  chart: "TABLE",
});

/** What a field on the shelf of a definition is known by: its shelf and its place. */
export const pieces = (definition: Definition, shelf: Shelf): readonly (Dimension | Measure)[] =>
  definition[shelf] ?? [];

/** The definition without what refers to measures or rows that are gone. */
export function tidy(definition: Definition): Definition {
  const { top, having, ...rest } = definition;
  const fits = (by = 0) => by < definition.measures.length && !!definition.rows?.length;
  return {
    ...rest,
    measures: definition.measures.length > 0 ? definition.measures : [{ function: "COUNT" }],
    ...(top && fits(top.by) ? { top } : {}),
    ...(having && fits(having.by) ? { having } : {}),
  };
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [one] = next.splice(from, 1);
  if (one !== undefined) next.splice(to, 0, one);
  return next;
}
