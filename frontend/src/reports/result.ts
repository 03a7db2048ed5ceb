import { date, hourName, money, number, shortMoney, weekdayName } from "../session/formats";
import type { Where } from "../views/definition";
import type { ReportResultQuery } from "./reports.gen";

export type Raw = ReportResultQuery["reportResult"];
export type Head = Raw["rowHeads"][number];
export type MeasureHead = Raw["measures"][number];
export type Key = { value: string | null; label: string | null; isOther: boolean };
export type Entry = { keys: Key[]; isTotal: boolean; where: Where | null };
export type Cell = { records: number; numbers: (number | null)[] };

/** A report's figures, ready to be drawn: cells by the places of their row and column. */
export type Figures = {
  source: string;
  considered: number;
  asOf: string;
  timeZone: string;
  currency: string;
  where: Where;
  rowHeads: readonly Head[];
  columnHeads: readonly Head[];
  measures: readonly MeasureHead[];
  rows: Entry[];
  columns: Entry[];
  at: (row: number, column: number) => Cell | undefined;
};

export function figuresOf(raw: Raw): Figures {
  const cells = new Map<string, Cell>();
  for (const [row, column, records, ...numbers] of raw.cells as [number, number, number, ...(string | null)[]][]) {
    cells.set(`${row} ${column}`, { records, numbers: numbers.map((one) => (one === null ? null : Number(one))) });
  }
  return {
    source: raw.source,
    considered: raw.considered,
    asOf: raw.asOf,
    timeZone: raw.timeZone,
    currency: raw.currency,
    where: raw.where as Where,
    rowHeads: raw.rowHeads,
    columnHeads: raw.columnHeads,
    measures: raw.measures,
    rows: raw.rows as Entry[],
    columns: raw.columns as Entry[],
    at: (row, column) => cells.get(`${row} ${column}`),
  };
}

/** The filter of the records behind a number: all that holds for its report, measure, row and column. */
export function behind(figures: Figures, row: Entry, column: Entry, measure?: MeasureHead): Where | null {
  if (!row.where || !column.where) return null;
  const own = (measure?.where ?? {}) as Where;
  const link = measure?.link;
  // A number of related records opens those: they belong to a record for which the rest holds.
  if (link) return both(own, { [link]: both(figures.where, row.where, column.where) });
  return both(figures.where, own, row.where, column.where);
}

function both(...wheres: Where[]): Where {
  const parts = wheres.filter((one) => Object.keys(one).length > 0);
  const [only] = parts;
  return parts.length === 1 && only ? only : parts.length > 0 ? { and: parts } : {};
}

/** A number as people read it; shares as percentages. `short` where width counts. */
export function figure(
  value: number | null | undefined,
  measure: MeasureHead,
  currency: string,
  short = false,
): string {
  if (value === null || value === undefined) return "–";
  if (measure.isPercent) return `${(value * 100).toFixed(1)}%`;
  if (measure.isMoney) return short ? shortMoney(value, currency) : money(value, currency);
  return number(value);
}

export type Words = {
  none: string;
  other: string;
  total: string;
  yes: string;
  no: string;
};

/** What a value of a dimension is called. */
export function keyText(key: Key, head: Head, words: Words): string {
  if (key.isOther) return words.other;
  if (key.label) return key.label;
  if (key.value === null) return words.none;
  if (head.isNamed && head.kind === "LINK") return words.none;
  if (head.kind === "BOOL") return key.value === "true" ? words.yes : words.no;
  if (head.granularity) return periodText(key.value, head.granularity);
  return head.kind === "INT" || head.kind === "DECIMAL" ? number(key.value) : key.value;
}

function periodText(value: string, grain: string): string {
  if (grain === "WEEKDAY") return weekdayName(Number(value), "long");
  if (grain === "HOUR") return hourName(Number(value));
  const [year, month] = value.split("-");
  if (grain === "YEAR") return String(year);
  if (grain === "QUARTER") return `${year} Q${Math.ceil(Number(month) / 3)}`;
  return grain === "MONTH" ? `${year}-${month}` : date(value);
}

/** The whole name of a row or column. */
export function entryText(entry: Entry, heads: readonly Head[], words: Words): string {
  if (entry.keys.length === 0) return words.total;
  const names = entry.keys.map((key, n) => {
    const head = heads[n];
    return head ? keyText(key, head, words) : "";
  });
  return entry.isTotal ? `${names.join(" · ")} · ${words.total}` : names.join(" · ");
}
