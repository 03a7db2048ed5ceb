import { edgeSpeed, gapAt, gapLine, type ListShape, listAt, type Place } from "./arithmetic";
import type { Layout } from "./layout";

export type ListsOptions = {
  /** The element that scrolls sideways and holds every list. */
  root: HTMLElement;
  rowHeight: number;
  padding: number;
  count: (list: string) => number;
  placeOf: (item: string) => Place | undefined;
  /** Whether the item in the hand may go to a list; every one may when left out. */
  accepts?: (list: string) => boolean;
};

/** Reads the lists below root from the page: elements with data-drop-list, scrolling by themselves. */
export function listShapes(options: Omit<ListsOptions, "placeOf" | "accepts">) {
  const elements = new Map<string, HTMLElement>();
  const shapes: ListShape[] = [];
  for (const element of options.root.querySelectorAll<HTMLElement>("[data-drop-list]")) {
    const id = element.dataset.dropList ?? "";
    elements.set(id, element);
    const { left, right, top, bottom } = element.getBoundingClientRect();
    shapes.push({
      id,
      box: { left, right, top, bottom },
      scrollTop: element.scrollTop,
      rowHeight: options.rowHeight,
      padding: options.padding,
      count: options.count(id),
    });
  }
  return { elements, shapes };
}

/** Lists of equal rows, drawn only where they are seen: a drop is found by division, without reading any row. */
export function listsLayout(options: ListsOptions): Layout {
  const { root } = options;
  let over: { element: HTMLElement; top: number; bottom: number } | null = null;
  return {
    placeOf: (item) => options.placeOf(item) ?? null,
    aim: (x, y) => {
      const { elements, shapes } = listShapes(options);
      const shape = listAt(shapes, x, y);
      const element = shape && elements.get(shape.id);
      over = element ? { element, top: shape.box.top, bottom: shape.box.bottom } : null;
      if (!shape || !element) return null;
      const index = gapAt(shape, y);
      const line = options.accepts?.(shape.id) === false ? null : gapLine(shape, index);
      return { gap: { list: shape.id, index }, line, element };
    },
    scroll: (x, y, seconds) => {
      const box = root.getBoundingClientRect();
      const aside = edgeSpeed(x, box.left, box.right) * seconds;
      const along = over ? edgeSpeed(y, over.top, over.bottom) * seconds : 0;
      if (along !== 0 && over) over.element.scrollTop += along;
      if (aside !== 0) root.scrollLeft += aside;
      // A board of lanes scrolls as a whole; its lists do not.
      const down = edgeSpeed(y, box.top, box.bottom) * seconds;
      if (down !== 0) root.scrollTop += down;
    },
  };
}
