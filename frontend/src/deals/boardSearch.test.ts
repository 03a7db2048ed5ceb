import { describe, expect, it } from "vitest";
import { filterCount, scopeOf } from "./boardSearch";

const li = `user_${"0".repeat(31)}1`;

describe("the address of a board", () => {
  it("narrows nothing when it says nothing", () => {
    expect(scopeOf({})).toEqual({ where: null, search: null });
    expect(scopeOf({ q: "  " }).search).toBeNull();
  });

  it("takes people by name and as they stand to the reader", () => {
    expect(scopeOf({ owner: li }).where).toEqual({ ownerId: { in: [li] } });
    expect(scopeOf({ owner: `MY_TEAM,${li}` }).where).toEqual({
      or: [{ ownerId: { among: "MY_TEAM" } }, { ownerId: { in: [li] } }],
    });
  });

  it("takes amounts and dates, open at either end", () => {
    expect(scopeOf({ min: "1000" }).where).toEqual({ baseAmount: { gte: "1000" } });
    expect(scopeOf({ close: "..2026-03-31" }).where).toEqual({ expectedCloseDate: { lte: "2026-03-31" } });
    expect(scopeOf({ close: "THIS_QUARTER", max: "5" }).where).toEqual({
      and: [{ baseAmount: { lte: "5" } }, { expectedCloseDate: { within: "THIS_QUARTER" } }],
    });
    expect(scopeOf({ close: "NONE" }).where).toEqual({ expectedCloseDate: { isNull: true } });
  });

  it("finds a deal by the tags of its account, too", () => {
    expect(scopeOf({ tags: "重点,展会" }).where).toEqual({
      or: [{ tags: { has: ["重点", "展会"] } }, { account: { tags: { has: ["重点", "展会"] } } }],
    });
  });

  it("leaves out what an old or mistyped address says", () => {
    const wrong = { owner: "everybody", dept: "x", min: "1e9", max: "-5", close: "SOME_DAY", tags: "," };
    expect(scopeOf(wrong).where).toBeNull();
    expect(scopeOf({ close: "yesterday..tomorrow" }).where).toBeNull();
  });

  it("counts an amount from and to as one", () => {
    expect(filterCount({ min: "1", max: "2", owner: "ME" })).toBe(2);
    expect(filterCount({ max: "2" })).toBe(1);
    expect(filterCount({ q: "text", pipeline: "p" })).toBe(0);
  });
});
