import { describe, expect, it } from "vitest";
import { dayBefore, dayStart, nextDay } from "./days";

describe("days of the organisation", () => {
  it("begin at its own midnight", () => {
    expect(dayStart("2026-05-02", "Asia/Shanghai")).toBe("2026-05-01T16:00:00.000Z");
    expect(dayStart("2026-01-15", "America/New_York")).toBe("2026-01-15T05:00:00.000Z");
    expect(dayStart("2026-05-02", "UTC")).toBe("2026-05-02T00:00:00.000Z");
  });
  it("follow each other over the end of a month", () => {
    expect(nextDay("2026-02-28")).toBe("2026-03-01");
    expect(dayBefore("2026-03-01")).toBe("2026-02-28");
  });
});
