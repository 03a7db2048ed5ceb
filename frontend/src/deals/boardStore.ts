import type { Place } from "../drag/arithmetic";
import type { DealChangesSubscription, DealWhere } from "./board.gen";
import {
  type Aggregate,
  type Card,
  type Column,
  columnOf,
  placeByRank,
  type StageNode,
  totalsOf,
  totalsWith,
} from "./column";
import { cellOf, LaneFigures, splitByOwner } from "./laneFigures";

export type Change = DealChangesSubscription["dealChanged"];
/** What the board shows: every request about it carries this, so that its totals are always those of what is seen. */
export type BoardScope = { where: DealWhere | null; search: string | null };
type Groups = Parameters<LaneFigures["load"]>[0];
type Snapshot = { card: Card; column: string; index: number };

/**
 * The cards on one board. Columns and cards are replaced, never changed in place, and tell their own listeners only:
 * a move renders two columns and one card, however many there are. Totals come from the server; between two answers
 * they are moved along by hand.
 */
export class BoardStore {
  private cards = new Map<string, Card>();
  private columns = new Map<string, Column>();
  private homes = new Map<string, string>();
  private pending = new Map<string, Snapshot>();
  // What others did to a card while its own move was on the way.
  private missed = new Map<string, Change>();
  private listeners = new Map<string, Set<() => void>>();
  /** Known from the first answer on. */
  pipelineId: string | undefined;
  order: readonly string[] = [];
  readonly lanes = new LaneFigures();
  scope: BoardScope = { where: null, search: null };

  subscribe(key: string, listener: () => void): () => void {
    const set = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, set.add(listener));
    return () => void set.delete(listener);
  }

  card = (id: string) => this.cards.get(id);
  column = (id: string) => this.columns.get(id);
  isPending = (id: string) => this.pending.has(id);
  homeOf = (id: string) => this.homes.get(id);

  placeOf(id: string): Place | undefined {
    const list = this.homes.get(id);
    const index = list === undefined ? -1 : (this.columns.get(list)?.ids.indexOf(id) ?? -1);
    return list === undefined || index < 0 ? undefined : { list, index };
  }

  /** The loaded cards of one owner in one column. */
  cell(stageId: string, owner: string): readonly string[] {
    const column = this.columns.get(stageId);
    return (column && splitByOwner(column.ids, this.card).get(owner)) ?? [];
  }

  showMore(stageId: string, owner: string) {
    this.lanes.showMore(cellOf(stageId, owner));
    this.change(stageId, {});
    this.tell(stageId, "lanes");
  }

  load(stages: readonly StageNode[], groups?: Groups) {
    const moving = [...this.pending.keys()].map((id) => ({ id, place: this.placeOf(id) }));
    this.cards.clear();
    this.homes.clear();
    this.columns.clear();
    for (const stage of stages) {
      for (const card of stage.deals.nodes) {
        this.cards.set(card.id, card);
        this.homes.set(card.id, stage.id);
      }
      this.columns.set(stage.id, columnOf(stage));
    }
    this.order = stages.map((stage) => stage.id);
    if (groups) this.lanes.load(groups);
    // A move that is still on its way stays where the hand has put it.
    for (const { id, place } of moving) {
      this.pending.delete(id);
      if (place && this.cards.has(id)) this.moveOptimistic(id, place);
    }
    this.tell("board", "lanes", ...this.columns.keys(), ...this.cards.keys());
  }

  setLoading(stageId: string, loading: boolean) {
    this.change(stageId, { loading });
    this.tell(stageId);
  }

  appendPage(stageId: string, cards: readonly Card[], page: { hasNextPage: boolean; endCursor: string | null }) {
    const column = this.columns.get(stageId);
    if (!column) return;
    const fresh = cards.filter((card) => !this.cards.has(card.id));
    for (const card of fresh) {
      this.cards.set(card.id, card);
      this.homes.set(card.id, stageId);
    }
    this.change(stageId, {
      ids: [...column.ids, ...fresh.map((card) => card.id)],
      hasMore: page.hasNextPage,
      cursor: page.endCursor,
      loading: false,
    });
    this.tell(stageId);
  }

  setTotals(stages: readonly { id: string; deals: { aggregate: Aggregate } }[], groups?: Groups) {
    if (groups) this.lanes.load(groups);
    for (const stage of stages) {
      if (!this.columns.has(stage.id)) continue;
      this.change(stage.id, totalsOf(stage.deals.aggregate));
      this.tell(stage.id);
    }
    this.tell("lanes");
  }

  /** The neighbours a drop at this place would have, as the server wants them named. */
  neighbours(id: string, place: Place): { afterId: string | null; beforeId: string | null } {
    const ids = (this.columns.get(place.list)?.ids ?? []).filter((other) => other !== id);
    return { afterId: ids[place.index - 1] ?? null, beforeId: ids[place.index] ?? null };
  }

  /** Shows a move at once and remembers how it was. */
  moveOptimistic(id: string, place: Place) {
    const card = this.cards.get(id);
    const from = this.placeOf(id);
    if (!card || !from) return;
    if (!this.pending.has(id)) this.pending.set(id, { card, column: from.list, index: from.index });
    const { afterId } = this.neighbours(id, place);
    const rank = afterId ? `${this.cards.get(afterId)?.rank ?? ""}!` : "";
    this.put({ ...card, rank, stage: { ...card.stage, id: place.list } }, place, { byHand: true });
  }

  /** The move was refused: everything is as it was before. */
  rollback(id: string) {
    const before = this.pending.get(id);
    if (!before) return;
    this.pending.delete(id);
    this.put(before.card, { list: before.column, index: before.index }, { byHand: true });
    this.catchUp(id);
  }

  /** The move has happened: the server's card, order and totals take over. */
  confirm(card: Card, stages: readonly { id: string; deals: { aggregate: Aggregate } }[]) {
    this.pending.delete(card.id);
    const at = this.placeOf(card.id);
    this.put(card, at?.list === card.stage.id ? at : this.placeByRank(card));
    this.setTotals(stages);
    this.catchUp(card.id);
  }

  /** A newer reading of a card, by another person's change or as the answer to a conflict. */
  merge(card: Card, isNew = false) {
    const known = this.cards.get(card.id);
    if (this.pending.has(card.id) || (known && known.version >= card.version)) return;
    const at = this.placeOf(card.id);
    const stays = at && at.list === card.stage.id && known?.rank === card.rank;
    if (stays) this.put(card, at);
    else if (this.columns.has(card.stage.id)) this.put(card, this.placeByRank(card), { isNew });
    else this.remove(card.id);
  }

  /** The same, when nothing but the viewer's rights may have changed. */
  refresh(card: Card) {
    const at = this.placeOf(card.id);
    const known = this.cards.get(card.id);
    if (at && known?.version === card.version && !this.pending.has(card.id)) this.put(card, at);
    else this.merge(card);
  }

  applyLive(change: Change) {
    if (!change.id) return;
    if (this.pending.has(change.id)) this.missed.set(change.id, change);
    else if (change.kind === "REMOVED" || !change.deal) this.remove(change.id);
    else this.merge(change.deal, change.kind === "CREATED");
  }

  private catchUp(id: string) {
    const change = this.missed.get(id);
    this.missed.delete(id);
    if (change) this.applyLive(change);
  }

  remove(id: string) {
    const card = this.cards.get(id);
    const home = this.homes.get(id);
    if (!card || home === undefined) return;
    this.take(id, card, home);
    this.cards.delete(id);
    this.homes.delete(id);
    this.tell(home, id, "lanes");
  }

  private placeByRank(card: Card): Place | null {
    const column = this.columns.get(card.stage.id);
    return column ? placeByRank(column, card, (id) => this.cards.get(id)?.rank ?? "") : null;
  }

  private put(card: Card, place: Place | null, { byHand = false, isNew = false } = {}) {
    const home = this.homes.get(card.id);
    const known = this.cards.get(card.id);
    if (known && home !== undefined) this.take(card.id, known, home, byHand);
    const target = this.columns.get(card.stage.id);
    if (target) {
      const ids = place ? [...target.ids.slice(0, place.index), card.id, ...target.ids.slice(place.index)] : target.ids;
      // A card that was not loaded may have been counted already: the server's totals, asked for next, will tell.
      const more = known || isNew ? totalsWith(target, card, 1) : {};
      if (known || isNew) this.lanes.add(card, target.id, 1);
      this.change(target.id, { ids, byHand, ...more });
    }
    if (place) {
      this.cards.set(card.id, card);
      this.homes.set(card.id, place.list);
    } else {
      this.cards.delete(card.id);
      this.homes.delete(card.id);
    }
    this.tell(card.id, "lanes", card.stage.id, ...(home && home !== card.stage.id ? [home] : []));
  }

  private take(id: string, card: Card, home: string, byHand = false) {
    const column = this.columns.get(home);
    if (!column) return;
    this.lanes.add(card, home, -1);
    this.change(home, { ids: column.ids.filter((other) => other !== id), byHand, ...totalsWith(column, card, -1) });
  }

  private change(id: string, part: Partial<Column>) {
    const column = this.columns.get(id);
    if (column) this.columns.set(id, { ...column, ...part });
  }

  private tell(...keys: string[]) {
    for (const key of keys) for (const listener of this.listeners.get(key) ?? []) listener();
  }
}
