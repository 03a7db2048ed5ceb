import { describe, expect, it } from "vitest";
import { monthPlus, spanAround, spanName } from "../session/months";
import { blockOf, changes, grown, type Line, membersOf, numberIn, ordered, pasted, sumAt } from "./cells";

const line = (kind: Line["kind"], placeId: string | null, parentId: string | null): Line => ({
  kind,
  placeId,
  parentId,
  name: placeId ?? "",
  mayPlan: kind === "PERSON",
  targets: [],
  actuals: [],
});
const lines = [
  line("DEPARTMENT", "sales", "company"),
  line("PERSON", "zhang", "south"),
  line("COMPANY", null, null),
  line("PERSON", "li", "south"),
  line("DEPARTMENT", "south", "sales"),
  line("DEPARTMENT", "empty", "sales"),
  line("PERSON", "zhao", "sales"),
];

describe("the sheet of targets", () => {
  it("puts each department above its people, and leaves out those without any", () => {
    expect(ordered(lines).map(({ line: one, depth }) => `${depth} ${one.placeId}`)).toEqual([
      "0 null",
      "1 sales",
      "2 zhao",
      "2 south",
      "3 zhang",
      "3 li",
    ]);
    const [sales, , company, , south] = lines as [Line, Line, Line, Line, Line];
    expect([membersOf(lines, south), membersOf(lines, sales), membersOf(lines, company)]).toEqual([
      [1, 3],
      [1, 3, 6],
      [1, 3, 6],
    ]);
  });

  it("adds what is there; nothing at all is no sum of 0", () => {
    const cells = [[null], [3], [null], [4]];
    expect([sumAt(cells, [1, 3], 0), sumAt(cells, [0, 2], 0)]).toEqual([7, null]);
  });

  it("takes a block from a sheet, where it may and where numbers stand", () => {
    expect(["¥400,000", "40万", "1 200.5", "", "abc", "-3"].map(numberIn)).toEqual([
      400_000,
      400_000,
      1200.5,
      null,
      undefined,
      undefined,
    ]);
    const block = blockOf("1\t2\r\n3\tx\r\n");
    const { cells, left } = pasted(
      [
        [9, 9, 9],
        [9, 9, 9],
      ],
      { line: 0, month: 1 },
      block,
      (at) => at === 0,
    );
    expect([cells, left]).toEqual([
      [
        [9, 1, 2],
        [9, 9, 9],
      ],
      2,
    ]);
  });

  it("grows last year by a percentage and sends only what differs, with what was there", () => {
    expect(grown([100, null, 3], 10, false)).toEqual([110, null, 3.3]);
    expect(grown([5], 10, true)).toEqual([6]);
    const [zhang, south] = [lines[1], lines[4]] as [Line, Line];
    const months = ["2026-01-01", "2026-02-01"];
    expect(
      changes(
        [zhang, south],
        months,
        [
          [1, null],
          [5, 5],
        ],
        [
          [1, 2],
          [null, 5],
        ],
      ),
    ).toEqual([
      { month: "2026-02-01", userId: "zhang", amount: "2", was: null },
      { month: "2026-01-01", departmentId: "south", amount: null, was: "5" },
    ]);
  });

  it("knows months, quarters and years", () => {
    expect(monthPlus("2026-11-01", 3)).toBe("2027-02-01");
    expect([spanAround("2026-11-29", "quarter"), spanAround("2026-02-03", "quarter", -1)]).toEqual([
      { from: "2026-10-01", months: 3 },
      { from: "2025-10-01", months: 3 },
    ]);
    expect([spanName("2026-10-01", 3), spanName("2026-01-01", 12), spanName("2026-11-01", 1)]).toEqual([
      "2026 Q4",
      "2026",
      "2026-11",
    ]);
  });
});
