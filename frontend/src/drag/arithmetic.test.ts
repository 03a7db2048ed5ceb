import { describe, expect, it } from "vitest";
import { edgeSpeed, gapAt, gapLine, gapY, type ListShape, listAt, placeOf } from "./arithmetic";

const list = (id: string, left: number, count = 500, scrollTop = 0): ListShape => ({
  id,
  box: { left, right: left + 280, top: 100, bottom: 800 },
  scrollTop,
  rowHeight: 100,
  padding: 8,
  count,
});

describe("where a drop lands", () => {
  const lists = [list("a", 0), list("b", 292), list("c", 584)];

  it("finds the list under the pointer, and the nearest one beside the board", () => {
    expect(listAt(lists, 300, 400)?.id).toBe("b");
    expect(listAt(lists, 285, 5)?.id).toBe("a");
    expect(listAt(lists, -50, 400)?.id).toBe("a");
    expect(listAt(lists, 5000, 900)?.id).toBe("c");
    expect(listAt([], 10, 10)).toBeUndefined();
  });

  it("tells lists above one another apart", () => {
    const below = { ...list("below", 0), box: { left: 0, right: 280, top: 820, bottom: 1200 } };
    expect(listAt([list("above", 0), below], 100, 850)?.id).toBe("below");
    expect(listAt([list("above", 0), below], 100, 805)?.id).toBe("above");
  });

  it("rounds to the nearest gap and stays inside the list", () => {
    expect(gapAt(list("a", 0), 108)).toBe(0);
    expect(gapAt(list("a", 0), 157)).toBe(0);
    expect(gapAt(list("a", 0), 159)).toBe(1);
    expect(gapAt(list("a", 0, 3), 5000)).toBe(3);
    expect(gapAt(list("a", 0, 0), 500)).toBe(0);
  });

  it("counts rows that are scrolled away", () => {
    expect(gapAt(list("a", 0, 500, 10_000), 108)).toBe(100);
  });

  it("keeps the line visible", () => {
    expect(gapY(list("a", 0), 0)).toBe(108);
    expect(gapY(list("a", 0, 500, 1000), 0)).toBe(101);
    expect(gapY(list("a", 0), 400)).toBe(798);
  });

  it("draws the line of a gap inside its list", () => {
    expect(gapLine(list("b", 292), 1)).toEqual({ left: 300, width: 264, top: 207, height: 3 });
  });

  it("knows when nothing would change", () => {
    expect(placeOf({ list: "a", index: 4 }, { list: "a", index: 4 })).toBeNull();
    expect(placeOf({ list: "a", index: 5 }, { list: "a", index: 4 })).toBeNull();
    expect(placeOf({ list: "a", index: 6 }, { list: "a", index: 4 })).toEqual({ list: "a", index: 5 });
    expect(placeOf({ list: "a", index: 0 }, { list: "a", index: 4 })).toEqual({ list: "a", index: 0 });
    expect(placeOf({ list: "b", index: 4 }, { list: "a", index: 4 })).toEqual({ list: "b", index: 4 });
  });

  it("scrolls only near the rim, faster the nearer", () => {
    expect(edgeSpeed(400, 0, 800)).toBe(0);
    expect(edgeSpeed(10, 0, 800)).toBeLessThan(edgeSpeed(40, 0, 800));
    expect(edgeSpeed(795, 0, 800)).toBeGreaterThan(edgeSpeed(760, 0, 800));
    expect(edgeSpeed(-500, 0, 800)).toBe(-1100);
    expect(edgeSpeed(5, 5, 5)).toBe(0);
  });
});
