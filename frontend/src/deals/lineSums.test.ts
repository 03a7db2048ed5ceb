import { describe, expect, it } from "vitest";
import { linesTotal, lineTotal } from "./lineSums";

const line = (quantity: string, unitPrice: string, discount = "") => ({
  key: "",
  productId: null,
  label: "",
  quantity,
  unitPrice,
  discount,
});

describe("the sum of a deal's lines", () => {
  it("multiplies without floats", () => {
    expect(lineTotal(line("3", "0.10"))).toBe("0.30");
    expect(lineTotal(line("1", "1999999999999.99"))).toBe("1999999999999.99");
    expect(lineTotal(line("2.5", "40000"))).toBe("100000.00");
  });
  it("takes the discount off and rounds half up", () => {
    expect(lineTotal(line("1", "100", "12.5"))).toBe("87.50");
    expect(lineTotal(line("1", "0.05", "10"))).toBe("0.05");
    expect(lineTotal(line("1", "0.01", "50"))).toBe("0.01");
    expect(lineTotal(line("1", "100", "100"))).toBe("0.00");
  });
  it("adds up what was rounded", () => expect(linesTotal([line("1", "0.005"), line("1", "0.005")])).toBe("0.02"));
  it("takes empty fields as nothing", () => expect(linesTotal([line("", ""), line("1", "5")])).toBe("5.00"));
});
