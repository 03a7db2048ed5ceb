import { TZDateMini } from "@date-fns/tz/date/mini";
import { describe, expect, it } from "vitest";
import { clockAt, dayAfter, dayBefore, dayBegins, dayEnds, instantAt } from "./days";

describe("a day of the organisation", () => {
  it("begins at its own midnight, wherever the browser is", () => {
    expect(dayBegins("2026-05-02", "Asia/Shanghai")).toBe("2026-05-01T16:00:00.000Z");
    expect(dayBegins("2026-01-15", "America/New_York")).toBe("2026-01-15T05:00:00.000Z");
    expect(dayBegins("2026-05-02", "UTC")).toBe("2026-05-02T00:00:00.000Z");
  });

  it("is shorter or longer when the clocks change", () => {
    const hours = (day: string) =>
      (Date.parse(dayEnds(day, "America/New_York")) - Date.parse(dayBegins(day, "America/New_York"))) / 3_600_000;
    expect([hours("2026-03-07"), hours("2026-03-08"), hours("2026-11-01"), hours("2026-11-02")]).toEqual([
      24, 23, 25, 24,
    ]);
  });

  it("follows another over the end of a month and of a year", () => {
    expect(dayAfter("2026-02-28")).toBe("2026-03-01");
    expect(dayAfter("2026-12-31")).toBe("2027-01-01");
    expect(dayBefore("2026-03-01")).toBe("2026-02-28");
  });
});

describe("a time by the clocks of the organisation", () => {
  it("is the same when it is written as when it is read", () => {
    expect(instantAt("2026-05-02T15:00", "Asia/Shanghai")).toBe("2026-05-02T07:00:00.000Z");
    expect(clockAt("2026-05-02T07:00:00+00:00", "Asia/Shanghai")).toBe("2026-05-02T15:00");
    expect(clockAt("2026-05-01T16:00:00Z", "Asia/Shanghai")).toBe("2026-05-02T00:00");
  });

  it("that is shown twice is the first, that is skipped is later by what was skipped", () => {
    expect(instantAt("2026-11-01T01:30", "America/New_York")).toBe("2026-11-01T05:30:00.000Z");
    expect(instantAt("2026-03-08T02:30", "America/New_York")).toBe("2026-03-08T07:30:00.000Z");
    expect(clockAt("2026-03-08T07:30:00Z", "America/New_York")).toBe("2026-03-08T03:30");
  });

  it.each([
    "Asia/Shanghai",
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Asia/Kathmandu",
  ])("is in %s what its own calendar says, at any hour of two years", (zone) => {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2028, 0, 1); at += 1_800_000 * 31) {
      const clock = clockAt(new Date(at).toISOString(), zone);
      const [year, month, day, hour, minute] = clock.split(/[-T:]/).map(Number) as [
        number,
        number,
        number,
        number,
        number,
      ];
      const same = new TZDateMini(at, zone);
      expect([same.getFullYear(), same.getMonth() + 1, same.getDate(), same.getHours(), same.getMinutes()]).toEqual([
        year,
        month,
        day,
        hour,
        minute,
      ]);
      const back = instantAt(clock, zone);
      expect(clockAt(back, zone)).toBe(clock);
      expect(Date.parse(back)).toBeLessThanOrEqual(at);
    }
  });
});
