import type { Line, Place } from "./arithmetic";
import type { Layout } from "./layout";
import { itemsOf, scrollAlong } from "./row";

/** Where what is in the hand comes from, and where it is over no target. */
export const HOME: Place = { list: "\u0000", index: 0 };

/** The targets below root in the order of reading: elements with data-drop-list, each taken as a whole. */
export const targetsIn = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>("[data-drop-list]")];

/** The line below a target that would take what is in the hand. */
export function lineBelow(target: HTMLElement): Line {
  const { left, bottom, width } = target.getBoundingClientRect();
  return { left, top: bottom - 3, width, height: 3 };
}

/** Things that take what is dropped on them, such as folders; beside them all a drop changes nothing. */
export function targetsLayout(root: HTMLElement): Layout {
  return {
    placeOf: (item) => (itemsOf(root).some((one) => one.dataset.dragItem === item) ? HOME : null),
    aim: (x, y) => {
      const target = targetsIn(root).find((one) => {
        const box = one.getBoundingClientRect();
        return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
      });
      if (!target) return { gap: HOME, line: null, element: null };
      return { gap: { list: target.dataset.dropList ?? "", index: 0 }, line: lineBelow(target), element: target };
    },
    scroll: (x, y, seconds) => scrollAlong(root, "vertical", x, y, seconds),
  };
}
