import { edgeSpeed, type Line } from "./arithmetic";
import type { Layout } from "./layout";

export type Axis = "vertical" | "horizontal";

/** The gap nearest to a position among items that need not be equally long: 0 is before the first. */
export function gapAmong(middles: readonly number[], position: number): number {
  const at = middles.findIndex((middle) => position < middle);
  return at < 0 ? middles.length : at;
}

/** The ancestor that scrolls along the axis, the page itself when none does. */
function scrollerOf(element: HTMLElement, axis: Axis): HTMLElement {
  for (let one: HTMLElement | null = element; one; one = one.parentElement) {
    const style = getComputedStyle(one);
    const [flow, full, seen] =
      axis === "vertical"
        ? [style.overflowY, one.scrollHeight, one.clientHeight]
        : [style.overflowX, one.scrollWidth, one.clientWidth];
    if ((flow === "auto" || flow === "scroll") && full > seen) return one;
  }
  return (document.scrollingElement ?? document.documentElement) as HTMLElement;
}

/** The part of a scroller that can be seen. */
function windowOf(scroller: HTMLElement) {
  if (scroller === document.scrollingElement) return { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  return scroller.getBoundingClientRect();
}

export const itemsOf = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>("[data-drag-item]")];

/** The line in a gap of a row of items, held inside what can be seen. */
export function lineIn(root: HTMLElement, axis: Axis, gap: number): Line | null {
  const boxes = itemsOf(root).map((item) => item.getBoundingClientRect());
  const [before, after] = [boxes[gap - 1], boxes[gap]];
  const box = after ?? before;
  if (!box) return null;
  const seen = windowOf(scrollerOf(root, axis));
  if (axis === "vertical") {
    const y = after ? after.top : box.bottom;
    return { left: box.left, width: box.width, top: clamp(y - 1.5, seen.top, seen.bottom - 3), height: 3 };
  }
  const x = after ? after.left : box.right;
  return { top: box.top, height: box.height, left: clamp(x - 1.5, seen.left, seen.right - 3), width: 3 };
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** A row or column of items that are all drawn and may differ in size. */
export function rowLayout(root: HTMLElement, axis: Axis): Layout {
  return {
    placeOf: (item) => {
      const index = itemsOf(root).findIndex((one) => one.dataset.dragItem === item);
      return index < 0 ? null : { list: "", index };
    },
    aim: (x, y) => {
      const middles = itemsOf(root).map((item) => {
        const box = item.getBoundingClientRect();
        return axis === "vertical" ? (box.top + box.bottom) / 2 : (box.left + box.right) / 2;
      });
      const index = gapAmong(middles, axis === "vertical" ? y : x);
      const line = lineIn(root, axis, index);
      return line && { gap: { list: "", index }, line, element: null };
    },
    scroll: (x, y, seconds) => scrollAlong(root, axis, x, y, seconds),
  };
}

/** Scrolls what is around a list along the axis while something in the hand is near its edges. */
export function scrollAlong(root: HTMLElement, axis: Axis, x: number, y: number, seconds: number) {
  const scroller = scrollerOf(root, axis);
  const seen = windowOf(scroller);
  if (axis === "vertical") {
    const by = edgeSpeed(y, seen.top, seen.bottom) * seconds;
    if (by !== 0) scroller.scrollTop += by;
  } else {
    const by = edgeSpeed(x, seen.left, seen.right) * seconds;
    if (by !== 0) scroller.scrollLeft += by;
  }
}
