import { describe, expect, it } from "vitest";
import { monthPlus } from "../session/months";
import { monthsOf } from "./period";

describe("the months of a forecast", () => {
  it("are this month and the next, across the year", () => {
    expect(monthsOf("MONTH", "2026-11-29")).toEqual({ first: "2026-11-01", months: 1, after: "2026-12-01" });
    expect(monthsOf("NEXT_MONTH", "2026-12-31")).toEqual({ first: "2027-01-01", months: 1, after: "2027-02-01" });
  });
  it("are the quarter the day lies in, and the one after it", () => {
    expect(monthsOf("QUARTER", "2026-11-29")).toEqual({ first: "2026-10-01", months: 3, after: "2027-01-01" });
    expect(monthsOf("NEXT_QUARTER", "2026-11-29")).toEqual({ first: "2027-01-01", months: 3, after: "2027-04-01" });
    expect(monthsOf("QUARTER", "2026-01-01").first).toBe("2026-01-01");
  });
  it("can be counted back", () => {
    expect(monthPlus("2026-02-15", -3)).toBe("2025-11-01");
  });
});
