import type { Definition } from "../reports/definition";
import { behind, type Entry, type Figures, keyText, type MeasureHead, type Words } from "../reports/result";
import type { Where } from "../views/definition";

export type Grouping = "person" | "department" | "region";
/** The ready reports that leaderboards are made of, and by which field each grouping has them. */
export const BOARDS = {
  results: {
    key: "results-by-person",
    by: { person: "ownerAtClose", department: "ownerAtClose.department", region: "account.region" },
    at: "closedAt",
  },
  process: {
    key: "process-by-person",
    by: { person: "owner", department: "owner.department", region: "account.region" },
    at: "occurredAt",
  },
  contracts: {
    key: "contracts-by-person",
    by: { person: "ownerAtSigning", department: "ownerAtSigning.department", region: "account.region" },
    on: "signedOn",
  },
  payments: {
    key: "payments-by-person",
    by: { person: "credited", department: "credited.department", region: "account.region" },
    on: "receivedOn",
  },
} as const;

export type Board = (typeof BOARDS)[keyof typeof BOARDS];
/** From the first day until before the last: as instants, and as the days they begin. */
export type Span = { since: string; until: string; first: string; after: string };

/** A ready report turned to a grouping and a period. */
export function turned(ready: Definition, board: Board, by: Grouping, span: Span): Definition {
  const within =
    "at" in board
      ? { [board.at]: { gte: span.since, lt: span.until } }
      : { [board.on]: { gte: span.first, lt: span.after } };
  const where = { ...ready.where, ...within } as Where;
  return { ...ready, where, rows: [{ field: board.by[by] }] };
}

/** One number of a board: what it is, and the records behind it. */
export type Score = { value: number | null; measure: MeasureHead; source: string; where: Where | null };
export type Standing = { key: string; name: string; isTotal: boolean; scores: Score[] };

/** Rows of several results side by side, one for each person, department or region that is in any of them; the totals last. */
export function standings(all: readonly Figures[], words: Words): Standing[] {
  const rows = new Map<string, { name: string; isTotal: boolean }>();
  const keyOf = (entry: Entry) => (entry.keys.length === 0 ? "total" : `= ${entry.keys[0]?.value ?? ""}`);
  for (const figures of all) {
    for (const entry of figures.rows) {
      const [key] = entry.keys;
      const [head] = figures.rowHeads;
      rows.set(keyOf(entry), { name: key && head ? keyText(key, head, words) : words.total, isTotal: !key });
    }
  }
  const made = [...rows].map(([key, { name, isTotal }]) => ({
    key,
    name,
    isTotal,
    scores: all.flatMap((figures) => {
      const place = figures.rows.findIndex((one) => keyOf(one) === key);
      const entry = figures.rows[place];
      const column = figures.columns.findIndex((one) => one.keys.length === 0);
      const whole = figures.columns[column];
      const numbers = figures.at(place, column)?.numbers;
      return figures.measures.map((measure, n) => ({
        value: numbers?.[n] ?? (measure.isPercent ? null : 0),
        measure,
        source: figures.source,
        where: entry && whole ? behind(figures, entry, whole, measure) : null,
      }));
    }),
  }));
  return [...made.filter((one) => !one.isTotal), ...made.filter((one) => one.isTotal)];
}

/** In the order of one score, largest first, with competition places (1, 2, 2, 4); who has none stands last. */
export function ranked(rows: readonly Standing[], by: number): { row: Standing; rank: number }[] {
  const worth = (row: Standing) => row.scores[by]?.value ?? -1;
  const ordered = rows.filter((one) => !one.isTotal).sort((a, b) => worth(b) - worth(a));
  return ordered.map((row) => ({ row, rank: 1 + ordered.findIndex((one) => worth(one) === worth(row)) }));
}

export const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return null;
  return sorted.length % 2 ? (sorted[middle] ?? null) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};
