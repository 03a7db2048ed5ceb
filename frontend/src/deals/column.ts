import type { Place } from "../drag/arithmetic";
import type { BoardQuery, DealCardFragment } from "./board.gen";

export type Card = DealCardFragment;
export type StageNode = BoardQuery["pipelines"]["nodes"][number]["stages"]["nodes"][number];
export type Totals = { count: number; base: number; weighted: number };
export type Column = Totals & {
  id: string;
  name: string;
  type: NonNullable<StageNode["type"]>;
  probability: number;
  definition: string | null;
  ids: readonly string[];
  hasMore: boolean;
  cursor: string | null;
  loading: boolean;
  /** The last change of its cards was the person's own: what they look at follows their hand then. */
  byHand: boolean;
};
export type Aggregate = { count: number; sum: { baseAmount: unknown; weightedAmount: unknown } };

export const totalsOf = ({ count, sum }: Aggregate): Totals => ({
  count,
  base: Number(sum.baseAmount ?? 0),
  weighted: Number(sum.weightedAmount ?? 0),
});

/** The totals of a column, or of a lane's cell, once a card has come (1) or gone (-1). */
export function totalsWith(before: Totals, card: Card, sign: 1 | -1): Totals {
  return {
    count: Math.max(0, before.count + sign),
    base: before.base + sign * Number(card.baseAmount ?? 0),
    weighted: before.weighted + sign * Number(card.weightedAmount ?? 0),
  };
}

/** A stage with its first cards, as the column it is shown as. */
export function columnOf({ deals, id, name, type, probability, definition }: StageNode): Column {
  return {
    ...totalsOf(deals.aggregate),
    ...{ id, name, type, probability, definition: definition ?? null },
    ids: deals.nodes.map((card) => card.id),
    hasMore: deals.pageInfo.hasNextPage,
    cursor: deals.pageInfo.endCursor,
    loading: false,
    byHand: false,
  };
}

/** Where its rank puts a card among the loaded ones; null when that is beyond what has been loaded. */
export function placeByRank(column: Column, card: Card, rankOf: (id: string) => string): Place | null {
  const ids = column.ids.filter((id) => id !== card.id);
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rankOf(ids[middle] ?? "") < card.rank) low = middle + 1;
    else high = middle;
  }
  return low === ids.length && column.hasMore && ids.length > 0 ? null : { list: column.id, index: low };
}
