import { describe, expect, it } from "vitest";
import { type Definition, type Measure, moved, tidy } from "./definition";

const all: Measure = { function: "COUNT" };
const closed: Measure = { function: "COUNT", where: { status: { in: ["WON", "LOST"] } } };
const won: Measure = { function: "COUNT", where: { status: { in: ["WON"] } } };
const rate: Measure = { function: "FORMULA", formula: "C / B * 1e2" };
const report: Definition = {
  source: "deal",
  rows: [{ field: "owner" }],
  measures: [all, closed, won, rate],
  top: { first: 3, by: 2 },
  having: { by: 3, gte: "0.5" },
};
const made = (measures: Measure[]) => tidy({ ...report, measures }, report);

describe("a report whose values are moved or taken out", () => {
  it("reckons with the same values as before, by their new letters", () => {
    const without = made([closed, won, rate]);
    expect(without.measures[2]?.formula).toBe("B / A * 1e2");
    expect([without.top?.by, without.having?.by]).toEqual([1, 2]);
    const swapped = made(moved(report.measures, 1, 2));
    expect(swapped.measures[3]?.formula).toBe("B / C * 1e2");
    expect(swapped.top?.by).toBe(1);
  });
  it("says where a value is missing that a formula used, and is judged by none that is gone", () => {
    const without = made([all, closed, rate]);
    expect(without.measures[2]?.formula).toBe("? / B * 1e2");
    expect([without.top, without.having?.by]).toEqual([undefined, 2]);
  });
  it("goes on with a value that was changed where it stands", () => {
    const changed = made([all, closed, { ...won, label: "Won" }, rate]);
    expect([changed.measures[3], changed.top]).toEqual([rate, report.top]);
    expect(tidy(report)).toEqual(report);
  });
});
