import { describe, expect, it } from "vitest";
import { plannedSum, unplanned } from "./planSums";

const of = (...amounts: string[]) => amounts.map((amount) => ({ amount }));

describe("a payment plan being typed", () => {
  it("adds up to the cent, also with what is not typed yet", () => {
    expect(plannedSum(of("0.1", "0.2", ""))).toBe("0.30");
    expect(plannedSum([])).toBe("0.00");
    expect(plannedSum(of("100000000000000.01", "0.01"))).toBe("100000000000000.02");
  });
  it("says what is missing, and by how much it is too much", () => {
    expect(unplanned("300000.00", of("100000", "150000"))).toBe("50000.00");
    expect(unplanned("1", of("1.05"))).toBe("-0.05");
  });
});
