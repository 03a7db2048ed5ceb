import { describe, expect, it } from "vitest";
import { type Grab, startGrab, stepGrab } from "./keyboard";

const lists = [
  { id: "first", count: 3 },
  { id: "second", count: 1 },
  { id: "third", count: 0 },
];

function press(grab: Grab, ...keys: string[]) {
  let now = grab;
  for (const key of keys) {
    const step = stepGrab(now, key, lists);
    if (step?.kind !== "moved") return step;
    now = step.grab;
  }
  return { kind: "moved" as const, grab: now };
}

describe("a card held by the keyboard", () => {
  const grab = startGrab("deal", { list: "first", index: 1 });

  it("goes up and down over its own place", () => {
    expect(press(grab, "ArrowUp")?.grab.gap).toEqual({ list: "first", index: 0 });
    expect(press(grab, "ArrowDown")?.grab.gap).toEqual({ list: "first", index: 3 });
    expect(press(grab, "ArrowDown", "ArrowUp")?.grab.gap).toEqual({ list: "first", index: 1 });
  });

  it("goes to the next list, never past the last", () => {
    expect(press(grab, "ArrowRight")?.grab.gap).toEqual({ list: "second", index: 1 });
    expect(press(grab, "ArrowRight", "ArrowRight", "ArrowRight")?.grab.gap).toEqual({ list: "third", index: 0 });
    expect(press(grab, "ArrowLeft")?.grab.gap).toEqual({ list: "first", index: 1 });
  });

  it("comes home to its own place", () => {
    expect(press(grab, "ArrowRight", "ArrowLeft", " ")).toMatchObject({ kind: "dropped", place: null });
  });

  it("drops with space or enter, gives up with escape", () => {
    expect(press(grab, "ArrowRight", " ")).toMatchObject({ kind: "dropped", place: { list: "second", index: 1 } });
    expect(press(grab, "ArrowRight", "Escape")).toMatchObject({ kind: "cancelled" });
    expect(stepGrab(grab, "x", lists)).toBeNull();
  });
});
