import { describe, expect, it } from "vitest";
import { bridge, type Fall } from "./bridge";

const step = (name: string, deals: number, change: string, isBeside = false) =>
  ({ step: name, deals, change, isBeside }) as Fall["steps"][number];

describe("the bars of a waterfall", () => {
  it("begin where the one before ended, and leave out what changes no sum or did not happen", () => {
    const fall: Fall = {
      since: "",
      until: "",
      startDeals: 2,
      startAmount: "100.00",
      endDeals: 2,
      endAmount: "90.00",
      stages: [],
      steps: [
        step("ADDED", 1, "40.00"),
        step("GROWN", 0, "0"),
        step("LOST", 1, "-50.00"),
        step("MOVED_BACK", 1, "9.00", true),
      ],
    };
    expect(bridge(fall).map((one) => [one.key, one.from, one.to, one.kind])).toEqual([
      ["START", 0, 100, "end"],
      ["ADDED", 100, 140, "up"],
      ["LOST", 140, 90, "down"],
      ["END", 0, 90, "end"],
    ]);
  });
});
