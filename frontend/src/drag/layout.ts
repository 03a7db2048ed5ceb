import type { Line, Place } from "./arithmetic";

/** Where a drop would land: the gap, the line that shows it (null when that list takes no such thing), and the list to mark. */
export type Aim = { gap: Place; line: Line | null; element: Element | null };

/** What the engine asks about the things on the screen. Three kinds exist: equal rows in lists, a measured row, and targets taken as a whole. */
export type Layout = {
  /** The place of an item now; null when it is gone. Asked at the lift and again at the drop: others may have moved it. */
  placeOf: (item: string) => Place | null;
  /** What a pointer there means. Reads the page only. */
  aim: (x: number, y: number) => Aim | null;
  /** Scrolls whatever has its edge near the pointer. Called after `aim`, so that reading and writing do not alternate. */
  scroll: (x: number, y: number, seconds: number) => void;
};
