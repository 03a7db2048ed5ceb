import { describe, expect, it } from "vitest";
import { median, ranked, type Standing } from "./boards";

const row = (name: string, value: number | null): Standing => ({
  key: name,
  name,
  isTotal: name === "total",
  scores: [
    {
      value,
      measure: { label: "", isMoney: false, isPercent: false, where: null, source: "deal", link: null },
      source: "deal",
      where: {},
    },
  ],
});

describe("a leaderboard", () => {
  it("gives competition places, and none to the total", () => {
    const found = ranked([row("a", 5), row("total", 17), row("b", 7), row("c", 5), row("d", null)], 0);
    expect(found.map((one) => `${one.rank} ${one.row.name}`)).toEqual(["1 b", "2 a", "2 c", "4 d"]);
  });

  it("has its axes at the medians", () => {
    expect([median([]), median([3]), median([4, 1, 3]), median([4, 1, 3, 2])]).toEqual([null, 3, 3, 2.5]);
  });
});
