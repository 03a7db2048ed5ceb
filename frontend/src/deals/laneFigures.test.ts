import { beforeEach, describe, expect, it } from "vitest";
import { BoardStore } from "./boardStore";
import type { Card } from "./column";
import { NOBODY } from "./laneFigures";
import { lanePlaces } from "./places";

const ZHANG = { id: "zhang", name: "张三" };
const LI = { id: "li", name: "李四" };

function card(id: string, stage: string, rank: string, owner: typeof ZHANG | null, version = 1): Card {
  const worth = { baseAmount: "100", weightedAmount: "10" };
  return { id, version, name: id, rank, owner, stage: { id: stage }, ...worth } as unknown as Card;
}

function stage(id: string, type: "OPEN" | "WON", cards: Card[], hasNextPage = false) {
  const aggregate = { count: cards.length, sum: { baseAmount: "0", weightedAmount: "0" } };
  const deals = { nodes: cards, pageInfo: { hasNextPage, endCursor: null }, aggregate };
  return { id, name: id, type, probability: 10, definition: null, deals };
}

function group(owner: typeof ZHANG | null, stageId: string, count: number, baseAmount = "100") {
  const keys = [
    { value: owner?.id ?? null, label: owner?.name ?? null },
    { value: stageId, label: stageId },
  ];
  return { keys, count, sum: { baseAmount, weightedAmount: "0" } };
}

let store: BoardStore;
const lanes = (me = "chen") => store.lanes.lanes(store.column, me, "zh-CN");

beforeEach(() => {
  store = new BoardStore();
  const one = [card("z1", "one", "a1", ZHANG), card("l1", "one", "a2", LI), card("z2", "one", "a3", ZHANG)];
  store.load(
    [stage("one", "OPEN", one, true), stage("two", "OPEN", [card("l2", "two", "b1", LI)]), stage("won", "WON", [])],
    [
      group(ZHANG, "one", 40, "4000"),
      group(LI, "one", 1),
      group(LI, "two", 1),
      group({ id: "gone", name: "离职" }, "won", 7),
    ],
  );
});

describe("lanes of a board", () => {
  it("are those of the people with open deals, with the server's figures", () => {
    expect(lanes().lanes).toEqual([
      { owner: "li", name: "李四", count: 2, base: 200 },
      { owner: "zhang", name: "张三", count: 40, base: 4000 },
    ]);
    expect(lanes().others).toBe(7);
  });

  it("begin with the viewer and end with what nobody owns", () => {
    store.setTotals([], [group(null, "one", 1), group(LI, "one", 1), group(ZHANG, "one", 1)]);
    expect(lanes("zhang").lanes.map((lane) => lane.owner)).toEqual(["zhang", "li", NOBODY]);
  });

  it("part each column by owner, in its order", () => {
    expect(store.cell("one", "zhang")).toEqual(["z1", "z2"]);
    expect(store.cell("two", "zhang")).toEqual([]);
  });

  it("follow a move at once, and its refusal", () => {
    store.moveOptimistic("z1", { list: "two", index: 0 });
    expect(store.cell("two", "zhang")).toEqual(["z1"]);
    expect(store.lanes.count("one|zhang")).toBe(39);
    expect(store.lanes.count("two|zhang")).toBe(1);
    store.rollback("z1");
    expect(store.cell("one", "zhang")).toEqual(["z1", "z2"]);
    expect(store.lanes.count("one|zhang")).toBe(40);
    expect(store.lanes.count("two|zhang")).toBe(0);
  });

  it("follow a transfer", () => {
    store.merge(card("z1", "one", "a1", LI, 2));
    expect(store.cell("one", "li")).toEqual(["z1", "l1"]);
    expect(store.lanes.count("one|li")).toBe(2);
    expect(store.lanes.count("one|zhang")).toBe(39);
  });

  it("show a few cards of a cell until more are asked for", () => {
    const many = Array.from({ length: 9 }, (_, index) => card(`c${index}`, "one", `a${index}`, ZHANG));
    store.load([stage("one", "OPEN", many)], [group(ZHANG, "one", 9)]);
    expect(lanePlaces(store).ids("one|zhang")).toHaveLength(4);
    store.showMore("one", "zhang");
    expect(lanePlaces(store).ids("one|zhang")).toHaveLength(9);
  });
});

describe("places in lanes", () => {
  it("know a card by its cell and its owner's lane", () => {
    const places = lanePlaces(store);
    expect(places.placeOf("z2")).toEqual({ list: "one|zhang", index: 1 });
    expect(places.around("z2")).toEqual(["one|zhang", "two|zhang", "won|zhang"]);
    expect(places.accepts("two|zhang", "z2")).toBe(true);
    expect(places.accepts("two|li", "z2")).toBe(false);
  });

  it("say where in the whole column a drop is", () => {
    const places = lanePlaces(store);
    expect(places.inColumn("l2", { list: "one|zhang", index: 1 })).toEqual({ list: "one", index: 1 });
    expect(places.inColumn("l2", { list: "one|zhang", index: 2 })).toEqual({ list: "one", index: 3 });
    expect(places.inColumn("l2", { list: "one|li", index: 0 })).toEqual({ list: "one", index: 1 });
    expect(places.inColumn("z1", { list: "one|zhang", index: 1 })).toEqual({ list: "one", index: 2 });
    expect(places.inColumn("z1", { list: "two|zhang", index: 0 })).toEqual({ list: "two", index: 0 });
  });
});
