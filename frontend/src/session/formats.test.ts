import { beforeEach, describe, expect, it } from "vitest";
import { bytes, date, dateTime, dayOf, howMany, money, percent, relative, setFormats, shortMoney } from "./formats";

describe("values as they are written", () => {
  beforeEach(() => setFormats({ locale: "zh-CN", timeZone: "Asia/Shanghai", currency: "CNY" }));

  it("writes money with its sign, and leaves empty decimals out", () => {
    expect(money("400000.00")).toBe("¥400,000");
    expect(money("400000.50")).toBe("¥400,000.50");
    expect(money("12.5", "USD")).toBe("$12.50");
    expect(money(null)).toBe("—");
    expect(money("10", "XX")).toBe("10");
  });

  it("shortens large amounts in the reader's own units", () => {
    expect(shortMoney("400000")).toBe("¥40万");
    expect(shortMoney("4514")).toBe("¥4,514");
    expect(shortMoney("10005534")).toBe("¥1,000.6万");
    setFormats({ locale: "en" });
    expect(shortMoney("400000")).toBe("¥400K");
  });

  it("shows instants in the organisation's zone, days as they are", () => {
    expect(dayOf("2026-11-22T17:30:00Z")).toBe("2026-11-23");
    expect(dateTime("2026-11-22T17:30:00Z")).toContain("01:30");
    expect(date("2020-02-29")).toBe("2020年2月29日");
    setFormats({ timeZone: "America/Los_Angeles" });
    expect(date("2020-02-29")).toBe("2020年2月29日");
    expect(dayOf("2026-11-22T05:00:00Z")).toBe("2026-11-21");
  });

  it("says how long ago", () => {
    const now = Date.parse("2026-11-22T12:00:00Z");
    expect(relative("2026-11-20T12:00:00Z", now)).toBe("前天");
    expect(relative("2026-11-22T09:00:00Z", now)).toBe("3小时前");
    setFormats({ locale: "en" });
    expect(relative("2026-11-12T12:00:00Z", now)).toBe("10 days ago");
  });

  it("writes how many there are in the reader's language, whatever the browser's", () => {
    setFormats({ locale: "de" as never });
    expect(howMany({ total: 8800, capped: false })).toBe("8.800");
    expect(howMany({ total: 10_000, capped: true })).toBe("10.000+");
    expect(howMany({ capped: false })).toBe("");
  });

  it("writes percents and sizes", () => {
    expect(percent(75)).toBe("75%");
    expect(percent("12.5")).toBe("12.5%");
    expect(bytes(999)).toBe("999 B");
    expect(bytes(24_500_000)).toBe("24.5 MB");
  });
});
