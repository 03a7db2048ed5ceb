import { beforeEach, describe, expect, it } from "vitest";
import { BoardStore } from "./boardStore";
import type { Card } from "./column";

function card(id: string, stage: string, rank: string, amount = "100", version = 1): Card {
  return {
    id,
    version,
    name: id,
    rank,
    stage: { id: stage },
    baseAmount: amount,
    weightedAmount: amount,
  } as unknown as Card;
}

function column(id: string, cards: Card[], hasNextPage = false, count = cards.length) {
  return {
    id,
    name: id,
    type: "OPEN",
    probability: 10,
    definition: null,
    deals: {
      nodes: cards,
      pageInfo: { hasNextPage, endCursor: "c" },
      aggregate: { count, sum: { baseAmount: String(count * 100), weightedAmount: "0" } },
    },
  } as unknown as Parameters<BoardStore["load"]>[0][number];
}

const aggregate = (id: string, count: number, base: string) => ({
  id,
  deals: { aggregate: { count, sum: { baseAmount: base, weightedAmount: "0" } } },
});

let store: BoardStore;
beforeEach(() => {
  store = new BoardStore();
  store.load([
    column("one", [card("a", "one", "a1"), card("b", "one", "a2"), card("c", "one", "a3")]),
    column("two", [card("x", "two", "b1")], true, 40),
  ]);
});

describe("a move on the board", () => {
  it("shows at once, with the totals moved along", () => {
    store.moveOptimistic("b", { list: "two", index: 1 });
    expect(store.column("one")).toMatchObject({ ids: ["a", "c"], count: 2, base: 200 });
    expect(store.column("two")).toMatchObject({ ids: ["x", "b"], count: 41, base: 4100 });
    expect(store.card("b")?.stage.id).toBe("two");
    expect(store.isPending("b")).toBe(true);
  });

  it("goes back exactly when it is refused", () => {
    const before = { one: store.column("one"), two: store.column("two"), card: store.card("b") };
    store.moveOptimistic("b", { list: "two", index: 0 });
    store.rollback("b");
    expect(store.column("one")).toEqual({ ...before.one, byHand: true });
    expect(store.column("two")).toEqual({ ...before.two, byHand: true });
    expect(store.card("b")).toBe(before.card);
    expect(store.isPending("b")).toBe(false);
  });

  it("goes back to its first place after two refused tries", () => {
    store.moveOptimistic("b", { list: "two", index: 0 });
    store.moveOptimistic("b", { list: "one", index: 0 });
    store.rollback("b");
    expect(store.column("one")?.ids).toEqual(["a", "b", "c"]);
  });

  it("takes the server's card and totals when it is accepted", () => {
    store.moveOptimistic("b", { list: "two", index: 0 });
    store.confirm(card("b", "two", "b0", "100", 2), [aggregate("one", 2, "200"), aggregate("two", 41, "9999.50")]);
    expect(store.column("two")).toMatchObject({ ids: ["b", "x"], count: 41, base: 9999.5 });
    expect(store.card("b")?.version).toBe(2);
    expect(store.isPending("b")).toBe(false);
  });

  it("follows the server when a rule sends the card elsewhere", () => {
    store.moveOptimistic("b", { list: "two", index: 0 });
    store.confirm(card("b", "one", "a0", "100", 2), []);
    expect(store.column("one")?.ids).toEqual(["b", "a", "c"]);
    expect(store.column("two")?.ids).toEqual(["x"]);
  });

  it("names its neighbours without itself", () => {
    expect(store.neighbours("b", { list: "one", index: 2 })).toEqual({ afterId: "c", beforeId: null });
    expect(store.neighbours("a", { list: "two", index: 0 })).toEqual({ afterId: null, beforeId: "x" });
  });

  it("tells only the two columns and the card", () => {
    const told: string[] = [];
    for (const key of ["a", "b", "c", "x", "one", "two", "board"]) store.subscribe(key, () => told.push(key));
    store.moveOptimistic("b", { list: "two", index: 1 });
    expect([...new Set(told)].sort()).toEqual(["b", "one", "two"]);
  });
});

describe("changes by others", () => {
  it("moves a card to where its rank belongs", () => {
    store.applyLive({ kind: "MOVED", id: "x", actorId: null, deal: card("x", "one", "a25", "100", 2) });
    expect(store.column("one")?.ids).toEqual(["a", "b", "x", "c"]);
    expect(store.column("two")).toMatchObject({ ids: [], count: 39 });
  });

  it("ignores news older than what is shown, and news about a card in the hand", () => {
    store.applyLive({ kind: "UPDATED", id: "a", actorId: null, deal: card("a", "two", "b9", "5", 1) });
    expect(store.placeOf("a")).toEqual({ list: "one", index: 0 });
    store.moveOptimistic("a", { list: "one", index: 2 });
    store.applyLive({ kind: "MOVED", id: "a", actorId: null, deal: card("a", "two", "b9", "5", 7) });
    expect(store.placeOf("a")).toEqual({ list: "one", index: 2 });
  });

  it("catches up with that news when the own move was refused", () => {
    store.moveOptimistic("a", { list: "one", index: 2 });
    store.applyLive({ kind: "MOVED", id: "a", actorId: null, deal: card("a", "two", "b0", "5", 7) });
    store.rollback("a");
    expect(store.card("a")).toMatchObject({ version: 7, stage: { id: "two" } });
    store.moveOptimistic("b", { list: "two", index: 0 });
    store.applyLive({ kind: "REMOVED", id: "b", actorId: null, deal: null });
    store.rollback("b");
    expect(store.card("b")).toBeUndefined();
  });

  it("knows whose hand moved the cards of a column last", () => {
    store.moveOptimistic("b", { list: "two", index: 0 });
    expect(store.column("two")?.byHand).toBe(true);
    store.applyLive({ kind: "CREATED", id: "m", actorId: null, deal: card("m", "two", "a0", "100", 1) });
    expect(store.column("two")?.byHand).toBe(false);
  });

  it("leaves the totals to the server when a card appears that may have been counted", () => {
    store.applyLive({ kind: "UPDATED", id: "u", actorId: null, deal: card("u", "two", "b0", "100", 3) });
    expect(store.column("two")).toMatchObject({ ids: ["u", "x"], count: 40 });
  });

  it("counts a card beyond the loaded page without showing it", () => {
    store.applyLive({ kind: "CREATED", id: "n", actorId: null, deal: card("n", "two", "zz", "100", 1) });
    expect(store.column("two")).toMatchObject({ ids: ["x"], count: 41 });
    store.applyLive({ kind: "CREATED", id: "m", actorId: null, deal: card("m", "two", "b0", "100", 1) });
    expect(store.column("two")?.ids).toEqual(["m", "x"]);
  });

  it("removes what is gone", () => {
    store.applyLive({ kind: "REMOVED", id: "a", actorId: null, deal: null });
    store.applyLive({ kind: "UPDATED", id: "b", actorId: null, deal: null });
    expect(store.column("one")?.ids).toEqual(["c"]);
  });

  it("keeps a move in flight through a reload", () => {
    store.moveOptimistic("a", { list: "two", index: 0 });
    store.load([
      column("one", [card("a", "one", "a1"), card("b", "one", "a2")]),
      column("two", [card("x", "two", "b1")]),
    ]);
    expect(store.placeOf("a")).toEqual({ list: "two", index: 0 });
    store.rollback("a");
    expect(store.placeOf("a")).toEqual({ list: "one", index: 0 });
  });

  it("appends a page without doubling cards that came live", () => {
    store.appendPage("two", [card("x", "two", "b1"), card("y", "two", "b2")], { hasNextPage: false, endCursor: null });
    expect(store.column("two")).toMatchObject({ ids: ["x", "y"], hasMore: false });
  });
});
