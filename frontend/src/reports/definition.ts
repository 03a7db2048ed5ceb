import type { Control } from "../lists/conditions";
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

export type Bucket = { label: string; values: string[] };
export type Dimension = {
  field: string;
  granularity?: Grain;
  ranges?: string[];
  buckets?: Bucket[];
};
export const JOINS = ["WITH", "WITH_OR_WITHOUT", "WITHOUT"] as const;
export type Join = (typeof JOINS)[number];
/** The records that belong to those of the source: which of them, and whether each must have one. */
export type Related = { edge: string; how?: Join; where?: Where };
export type Measure = {
  function: FunctionName;
  /** The related records it is a number of; `field` is one of theirs then. */
  of?: string;
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
  /** Conditions that readers may change. */
  controls?: Control[];
  related?: Related[];
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

/** The filter of all the records of a report, as the server puts it together. */
export function wholeWhere({ where = {}, controls = [], related = [] }: Definition): Where {
  const joins = related.flatMap((one): Where[] => {
    if (one.how === "WITH_OR_WITHOUT") return [];
    return [{ [one.edge]: { [one.how === "WITHOUT" ? "none" : "some"]: one.where ?? {} } }];
  });
  const set = controls.flatMap((one) => (one.value ? [{ [one.key]: one.value }] : []));
  const parts = [where, ...set, ...joins].filter((one) => Object.keys(one).length > 0);
  const [only] = parts;
  return parts.length === 1 && only ? only : parts.length > 0 ? { and: parts } : {};
}

/** What a piece is made of, as a path of names: of related records through their list. */
export function pathOf(piece: Dimension | Measure): string | undefined {
  const of = "of" in piece ? piece.of : undefined;
  return of ? `${of}.${piece.field ?? ""}` : piece.field;
}

/**
 * The definition without what refers to measures, rows or related records that are gone. `before` is what it was made of: formulas, limits and
 * order go on to speak of the same measures when these have moved.
 */
export function tidy(given: Definition, before: Definition = given): Definition {
  const { top: _, having: __, related = [], ...rest } = given;
  const has = new Set(related.filter((one) => one.how !== "WITHOUT").map((one) => one.edge));
  const left = given.measures.filter((one) => !one.of || has.has(one.of));
  const measures: Measure[] = left.length > 0 ? left : [{ function: "COUNT" }];
  const now = (by = 0) => places(before.measures, measures)[by] ?? -1;
  const judged = <T extends { by?: number }>(one?: T) => {
    const by = now(one?.by);
    return one && by >= 0 && rest.rows?.length ? { ...one, by } : undefined;
  };
  const [top, having] = [judged(given.top), judged(given.having)];
  return {
    ...rest,
    ...(related.length > 0 ? { related } : {}),
    measures: measures.map((one) => {
      if (!one.formula || !before.measures.includes(one)) return one;
      const formula = one.formula.replace(/\b[A-Ha-h]\b/g, (letter) => {
        const was = letter.toUpperCase().charCodeAt(0) - FIRST;
        if (was >= before.measures.length) return letter;
        return now(was) < 0 ? GONE : String.fromCharCode(FIRST + now(was));
      });
      return formula === one.formula ? one : { ...one, formula };
    }),
    ...(top ? { top } : {}),
    ...(having ? { having } : {}),
  };
}

/** Measures are called A, B, C… in formulas; what stands there for one that was taken out. */
const FIRST = "A".charCodeAt(0);
const GONE = "?";

/** Where each measure of before stands now: it is the same object, or has taken the place of the one that was changed. */
function places(before: readonly Measure[], now: readonly Measure[]): (number | undefined)[] {
  return before.map((one, n) => {
    const at = now.indexOf(one);
    if (at >= 0) return at;
    const here = now[n];
    return before.length === now.length && here && !before.includes(here) ? n : undefined;
  });
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [one] = next.splice(from, 1);
  if (one !== undefined) next.splice(to, 0, one);
  return next;
}
