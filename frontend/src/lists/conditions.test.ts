import { describe, expect, it } from "vitest";
import { groupOf, whereOf, without } from "./conditions";

const WHERE = {
  and: [
    { status: { eq: "OPEN" } },
    { or: [{ amount: { gte: "100000" } }, { and: [{ ownerId: { among: "ME" } }, { probability: { gte: 50 } }] }] },
  ],
};

describe("a filter in the builder", () => {
  it("comes back as it went in", () => {
    expect(whereOf(groupOf(WHERE))).toEqual(WHERE);
    expect(whereOf(groupOf({ or: [{ name: { contains: "泵" } }, { name: { contains: "阀" } }] }))).toEqual({
      or: [{ name: { contains: "泵" } }, { name: { contains: "阀" } }],
    });
    expect(whereOf(groupOf({}))).toEqual({});
  });

  it("keeps what it cannot draw", () => {
    const where = { and: [{ not: { status: { eq: "WON" } } }, { account: { region: { eq: "华南" } } }] };
    expect(whereOf(groupOf(where))).toEqual(where);
  });

  it("draws what is asked of other records", () => {
    const where = {
      and: [
        { deals: { some: { status: { eq: "OPEN" } } } },
        { deals: { none: {} } },
        { account: {} },
        { leads: { first: {} } },
      ],
    };
    expect(groupOf(where).parts).toMatchObject([
      { kind: "nested", how: "some", key: "deals", group: { parts: [{ kind: "condition", key: "status" }] } },
      { kind: "nested", how: "none", key: "deals", group: { parts: [] } },
      { kind: "nested", how: "is", key: "account" },
      { kind: "nested", how: "first", key: "leads" },
    ]);
    expect(whereOf(groupOf(where))).toEqual(where);
    expect(without(where, (key) => key !== "deals")).toEqual({ and: [{ account: {} }, { leads: { first: {} } }] });
  });

  it("leaves out what is not finished", () => {
    const group = groupOf(WHERE);
    group.parts.push({ kind: "condition", key: "name", comparison: { contains: "" } });
    group.parts.push({ kind: "condition", key: "stageId", comparison: { in: [] } });
    expect(whereOf(group)).toEqual(WHERE);
  });

  it("drops fields a reader may not use, wherever they stand", () => {
    expect(without(WHERE, (key) => key !== "amount")).toEqual({
      and: [
        { status: { eq: "OPEN" } },
        { or: [{ and: [{ ownerId: { among: "ME" } }, { probability: { gte: 50 } }] }] },
      ],
    });
    expect(without({ amount: { gte: "1" } }, () => false)).toEqual({});
  });
});
