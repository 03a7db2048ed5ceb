import { describe, expect, it } from "vitest";
import { COLUMNS, type Rights, wayOf } from "./ways";

const rep: Rights = { own: true, assign: false, accept: true, restore: false };
const manager: Rights = { own: true, assign: true, accept: true, restore: true };
const owner = { __typename: "User" as const, id: "user_1", name: "张三" };
const pool = { __typename: "LeadPool" as const, id: "pool_1", isMine: true };
const lead = (status: string, more = {}) =>
  ({ status, isAwaitingSales: false, owner, pool: null, viewerCan: { update: true }, ...more }) as never;
const goes = (one: never, rights = rep) => COLUMNS.filter((to) => wayOf(one, to, rights) !== null);

describe("where a lead may go on the board", () => {
  it("is nowhere once it was converted, or for who only reads it", () => {
    expect(goes(lead("CONVERTED"), manager)).toEqual([]);
    for (const status of COLUMNS) expect(goes(lead(status, { viewerCan: { update: false } }), manager)).toEqual([]);
  });

  it("is claimed by a rep, assigned by a manager", () => {
    const waiting = lead("UNASSIGNED", { owner: null, pool, viewerCan: { update: false } });
    expect(wayOf(waiting, "PENDING", rep)).toEqual({ kind: "verb", verb: "claim" });
    const theirs = lead("UNASSIGNED", { owner: null, pool });
    expect(wayOf(theirs, "PENDING", manager)).toEqual({ kind: "dialog", name: "assign" });
    expect(wayOf(lead("UNASSIGNED", { owner: null, viewerCan: { update: false } }), "PENDING", rep)).toBeNull();
  });

  it("asks for a follow-up, a reason or BANT where the server wants them", () => {
    expect(goes(lead("PENDING"))).toEqual(["UNASSIGNED", "WORKING", "NURTURING", "CONVERTED", "INVALID"]);
    expect(wayOf(lead("PENDING"), "WORKING", rep)).toEqual({ kind: "log" });
    expect(wayOf(lead("WORKING"), "PENDING", rep)).toBeNull();
    expect(wayOf(lead("WORKING"), "CONVERTED", rep)).toEqual({ kind: "dialog", name: "convert" });
    expect(wayOf(lead("PENDING", { isAwaitingSales: true }), "NURTURING", rep)).toEqual({
      kind: "dialog",
      name: "reject",
    });
    expect(wayOf(lead("PENDING"), "NURTURING", rep)).toEqual({ kind: "dialog", name: "nurture" });
  });

  it("comes back from nurturing to whoever has it, and from invalid by a manager", () => {
    expect(goes(lead("NURTURING"))).toEqual(["PENDING", "CONVERTED", "INVALID"]);
    expect(goes(lead("NURTURING", { owner: null }))).toEqual(["UNASSIGNED", "CONVERTED", "INVALID"]);
    expect(goes(lead("INVALID"))).toEqual([]);
    expect(wayOf(lead("INVALID"), "UNASSIGNED", manager)).toEqual({ kind: "verb", verb: "restore" });
  });
});
