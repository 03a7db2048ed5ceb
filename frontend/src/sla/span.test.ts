import { describe, expect, it } from "vitest";
import { inWords, leftOf, spanOf } from "./span";

describe("how long a lead may wait", () => {
  it("is told in the largest unit that shows it whole", () => {
    expect(spanOf(5, false)).toEqual({ count: 5, unit: "minute" });
    expect(spanOf(90, false)).toEqual({ count: 90, unit: "minute" });
    expect(spanOf(1440, false)).toEqual({ count: 1, unit: "day" });
    expect(spanOf(1440, true)).toEqual({ count: 24, unit: "hour" });
    expect(inWords(120, true, "en")).toBe("2 hours");
    expect(inWords(64_800, false, "zh-CN")).toBe("45天");
  });

  it("runs down by the second below an hour, else by hours and days", () => {
    expect(leftOf(272_000)).toEqual({ text: "04:32", unit: "clock" });
    expect(leftOf(-61_000)).toEqual({ text: "01:01", unit: "clock" });
    expect(leftOf(7_300_000)).toEqual({ text: "2", unit: "hour" });
    expect(leftOf(2 * 86_400_000)).toEqual({ text: "2", unit: "day" });
  });
});
