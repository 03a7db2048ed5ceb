export type Box = { left: number; right: number; top: number; bottom: number };
export type Place = { list: string; index: number };
export type Line = { left: number; top: number; width: number; height: number };

/** A list of equal rows in a scrolling box: enough to say where a drop would land without reading any row. */
export type ListShape = { id: string; box: Box; scrollTop: number; rowHeight: number; padding: number; count: number };

/** The list under the pointer; beside all of them the nearest one, so that a hand that overshoots still drops. */
export function listAt(lists: readonly ListShape[], x: number, y: number): ListShape | undefined {
  let best: ListShape | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const list of lists) {
    const { left, right, top, bottom } = list.box;
    const away = Math.max(left - x, 0, x - right) ** 2 + Math.max(top - y, 0, y - bottom) ** 2;
    if (away < distance) {
      distance = away;
      best = list;
    }
  }
  return best;
}

/** The gap nearest to y: 0 is above the first row, count is below the last. */
export function gapAt(list: ListShape, y: number): number {
  const inside = y - list.box.top + list.scrollTop - list.padding;
  return Math.max(0, Math.min(list.count, Math.round(inside / list.rowHeight)));
}

/** Where a gap lies on the screen, held inside the visible part of its list. */
export function gapY(list: ListShape, gap: number): number {
  const y = list.box.top + list.padding + gap * list.rowHeight - list.scrollTop;
  return Math.max(list.box.top + 1, Math.min(list.box.bottom - 2, y));
}

/** The line that shows a gap on the screen. */
export function gapLine(list: ListShape, gap: number): Line {
  return { left: list.box.left + 8, width: list.box.right - list.box.left - 16, top: gapY(list, gap) - 1, height: 3 };
}

/** A gap counts the dragged row itself; a place does not. Null when the row would stay where it is. */
export function placeOf(gap: Place, source: Place): Place | null {
  if (gap.list !== source.list) return gap;
  if (gap.index === source.index || gap.index === source.index + 1) return null;
  return { list: gap.list, index: gap.index > source.index ? gap.index - 1 : gap.index };
}

/** Pixels per second of automatic scrolling at a distance from the edges: nothing in the middle, faster towards the rim. */
export function edgeSpeed(position: number, start: number, end: number, zone = 56, top = 1100): number {
  const reach = Math.min(zone, (end - start) / 3);
  if (reach <= 0) return 0;
  const before = start + reach - position;
  const after = position - (end - reach);
  if (before > 0) return -top * Math.min(1, before / reach) ** 2;
  if (after > 0) return top * Math.min(1, after / reach) ** 2;
  return 0;
}
