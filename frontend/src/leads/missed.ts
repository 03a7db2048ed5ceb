import type { MissedBusinessQuery } from "./missed.gen";

export const KINDS = ["NEVER_CONTACTED", "DISQUALIFIED", "RECYCLED_TWICE"] as const;
export type Kind = (typeof KINDS)[number];
export type Cell = MissedBusinessQuery["missedBusiness"]["cells"][number];
/** Instants between which leads came. */
export type Span = { from?: string; to?: string };

/** How many leads cells hold and what they may have been worth; null when that is not known of any. */
export function sumOf(cells: readonly Cell[]) {
  const known = cells.filter((one) => one.worth !== null);
  return {
    leads: cells.reduce((sum, one) => sum + one.leads, 0),
    worth: known.length > 0 ? known.reduce((sum, one) => sum + Number(one.worth), 0) : null,
  };
}

/** The filter of the list behind a number. */
export const filterOf = (kind: Kind | null, { from, to }: Span) => ({
  missedAs: kind ? { eq: kind } : { isNull: false },
  createdAt: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) },
});

/** The cells by month, in order, without months that have none. */
export function byMonth(cells: readonly Cell[]): { startsAt: string; endsAt: string; cells: Cell[] }[] {
  const found = new Map<string, { startsAt: string; endsAt: string; cells: Cell[] }>();
  for (const cell of cells) {
    const { startsAt, endsAt } = cell;
    const month = found.get(startsAt) ?? { startsAt, endsAt, cells: [] };
    month.cells.push(cell);
    found.set(startsAt, month);
  }
  return [...found.values()].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}
