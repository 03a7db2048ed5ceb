import { expect, test } from "vitest";
import { figuresOf } from "./figures";

const group = (value: string, count: number) => ({ keys: [{ value }], count });

test("a campaign's cost is divided among its leads, the valid ones and those that were won", () => {
  const leads = { totalCount: 140, groups: [group("INVALID", 20), group("WORKING", 114), group("CONVERTED", 6)] };
  const found = figuresOf(leads, "60000.00", 24);
  expect(found.perLead?.toFixed(2)).toBe("428.57");
  expect(found).toMatchObject({ valid: 120, perValid: 500, perCustomer: 10_000, converted: 6, qualified: 24 });
});

test("without a cost, or without leads, there is no cost per lead", () => {
  expect(figuresOf({ totalCount: 3, groups: [] }, null, 0).perLead).toBeNull();
  expect(figuresOf({ totalCount: 0, groups: [] }, "10", 0).perLead).toBeNull();
});
