import type { BoardQuery } from "./board.gen";
import { type Card, type Column, type Totals, totalsOf, totalsWith } from "./column";

type Group = NonNullable<BoardQuery["pipelines"]["nodes"][number]["lanes"]>["groups"][number];
export type Lane = { owner: string; name: string; count: number; base: number };
/** The lanes shown, and what stands in none of them: deals of people who have nothing open. */
export type Lanes = { lanes: readonly Lane[]; others: number };

/** The lane of deals that nobody owns, or whose owner may not be seen. */
export const NOBODY = "";
/** How many cards of a cell are shown before somebody asks for more. */
export const CELL = 4;
const STEP = 20;
const NOTHING: Totals = { count: 0, base: 0, weighted: 0 };

export const ownerOf = (card: Card | undefined) => card?.owner?.id ?? NOBODY;
export const cellOf = (stage: string, owner: string) => `${stage}|${owner}`;
export const partsOf = (cell: string) => {
  const at = cell.indexOf("|");
  return { stage: cell.slice(0, at), owner: cell.slice(at + 1) };
};

// Columns replace their list of ids whenever a card comes, goes or changes: a split belongs to one list.
const splits = new WeakMap<readonly string[], Map<string, string[]>>();

/** The cards of one column, parted by owner, each part in the column's order. */
export function splitByOwner(ids: readonly string[], card: (id: string) => Card | undefined): Map<string, string[]> {
  let parts = splits.get(ids);
  if (!parts) {
    parts = new Map();
    for (const id of ids) {
      const owner = ownerOf(card(id));
      parts.set(owner, [...(parts.get(owner) ?? []), id]);
    }
    splits.set(ids, parts);
  }
  return parts;
}

/** Counts and sums of every cell (a stage of an owner): the server's, moved along by hand between two answers. */
export class LaneFigures {
  private cells = new Map<string, Totals>();
  private names = new Map<string, string>();
  private limits = new Map<string, number>();
  known = false;
  version = 0;

  load(groups: readonly Group[]) {
    this.cells.clear();
    for (const group of groups) {
      const { keys } = group;
      const owner = keys[0]?.value ?? NOBODY;
      this.names.set(owner, keys[0]?.label ?? "");
      this.cells.set(cellOf(keys[1]?.value ?? "", owner), totalsOf(group));
    }
    this.known = true;
    this.version += 1;
  }

  /** A card came to a stage, or left it. */
  add(card: Card, stage: string, sign: 1 | -1) {
    const owner = ownerOf(card);
    const cell = cellOf(stage, owner);
    if (card.owner) this.names.set(owner, card.owner.name);
    this.cells.set(cell, totalsWith(this.cells.get(cell) ?? NOTHING, card, sign));
    this.version += 1;
  }

  name = (owner: string) => this.names.get(owner) ?? "";
  count = (cell: string) => this.cells.get(cell)?.count ?? 0;
  limit = (cell: string) => this.limits.get(cell) ?? CELL;
  showMore(cell: string) {
    this.limits.set(cell, this.limit(cell) + STEP);
    this.version += 1;
  }

  /** The people with open deals: the viewer first, nobody last, the others by name. */
  lanes(column: (id: string) => Column | undefined, me: string, locale: string): Lanes {
    const found = new Map<string, Lane>();
    const all = new Map<string, number>();
    for (const [cell, { count, base }] of this.cells) {
      const { stage, owner } = partsOf(cell);
      if (count === 0) continue;
      all.set(owner, (all.get(owner) ?? 0) + count);
      if (column(stage)?.type !== "OPEN") continue;
      const lane = found.get(owner) ?? { owner, name: this.names.get(owner) ?? "", count: 0, base: 0 };
      found.set(owner, { ...lane, count: lane.count + count, base: lane.base + base });
    }
    const order = ({ owner }: Lane) => (owner === me ? 0 : owner === NOBODY ? 2 : 1);
    const lanes = [...found.values()].sort((a, b) => order(a) - order(b) || a.name.localeCompare(b.name, locale));
    let others = 0;
    for (const [owner, count] of all) if (!found.has(owner)) others += count;
    return { lanes, others };
  }
}
