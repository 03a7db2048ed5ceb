import { edgeSpeed, gapAt, type ListShape, listAt, type Place, placeOf } from "./arithmetic";
import { Ghost } from "./ghost";

export const MOUSE_SLOP = 4;
export const TOUCH_SLOP = 10;
export const HOLD_MS = 220;

export type Source = Place & { item: string };

export type DragOptions = {
  /** The element that scrolls sideways and holds every list. */
  root: HTMLElement;
  rowHeight: number;
  padding: number;
  count: (list: string) => number;
  onLift: (source: Source) => void;
  /** place is null when the drag was given up or would change nothing. */
  onDrop: (source: Source, place: Place | null) => void;
};

/** Reads the lists below root from the page: elements with data-drop-list, scrolling by themselves. */
export function listShapes(options: Pick<DragOptions, "root" | "rowHeight" | "padding" | "count">) {
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

/**
 * Dragging by mouse, pen and touch with one delegated listener. React renders when a drag starts and when it ends;
 * between them only two elements move, by transform. Returns a function that detaches everything.
 */
export function attachPointerDrag(options: DragOptions): () => void {
  const { root } = options;
  const ghost = new Ghost();
  let source: Source | null = null;
  let card: HTMLElement | null = null;
  let lifted = false;
  let pointer = -1;
  let startX = 0;
  let startY = 0;
  let x = 0;
  let y = 0;
  let hold = 0;
  let frame = 0;
  let last = 0;
  let gap: Place | null = null;

  function press(event: PointerEvent) {
    if (source || event.button !== 0 || !event.isPrimary) return;
    const target = event.target as HTMLElement;
    if (target.closest("button, a[data-no-drag], input, [data-no-drag]")) return;
    card = target.closest<HTMLElement>("[data-drag-item]");
    const list = card?.closest<HTMLElement>("[data-drop-list]");
    if (!card || !list) return;
    source = {
      item: card.dataset.dragItem ?? "",
      list: list.dataset.dropList ?? "",
      index: Number(card.dataset.dragIndex),
    };
    pointer = event.pointerId;
    startX = x = event.clientX;
    startY = y = event.clientY;
    if (event.pointerType !== "mouse") hold = window.setTimeout(lift, HOLD_MS);
  }

  function lift() {
    if (!source || !card || lifted) return;
    lifted = true;
    hold = 0;
    try {
      root.setPointerCapture(pointer);
    } catch {
      return end(null);
    }
    navigator.vibrate?.(8);
    getSelection()?.removeAllRanges();
    ghost.lift(card, x, y);
    document.documentElement.dataset.dragging = "";
    options.onLift(source);
    last = performance.now();
    frame = requestAnimationFrame(tick);
  }

  function move(event: PointerEvent) {
    if (!source || event.pointerId !== pointer) return;
    x = event.clientX;
    y = event.clientY;
    if (lifted) return;
    const far = Math.hypot(x - startX, y - startY);
    if (event.pointerType === "mouse") {
      if (far > MOUSE_SLOP) lift();
    } else if (far > TOUCH_SLOP) end(null); // A swipe: the page scrolls, nothing is lifted.
  }

  function tick(now: number) {
    const elapsed = Math.min(0.05, (now - last) / 1000);
    last = now;
    const box = root.getBoundingClientRect();
    root.scrollLeft += edgeSpeed(x, box.left, box.right) * elapsed;
    const { elements, shapes } = listShapes(options);
    const over = listAt(shapes, x);
    if (over) {
      const element = elements.get(over.id) ?? null;
      const speed = edgeSpeed(y, over.box.top, over.box.bottom) * elapsed;
      if (element && speed !== 0) element.scrollTop += speed;
      gap = { list: over.id, index: gapAt(over, y) };
      ghost.showGap(over, gap.index, element);
    }
    ghost.follow(x, y);
    frame = requestAnimationFrame(tick);
  }

  function release(event: PointerEvent) {
    if (!source || event.pointerId !== pointer) return;
    if (lifted) swallowClick();
    end(lifted ? gap : null);
  }

  function cancel(event: PointerEvent) {
    if (event.pointerId === pointer) end(null);
  }

  function end(at: Place | null) {
    const from = source;
    const wasLifted = lifted;
    clearTimeout(hold);
    cancelAnimationFrame(frame);
    ghost.clear();
    delete document.documentElement.dataset.dragging;
    if (root.hasPointerCapture?.(pointer)) root.releasePointerCapture(pointer);
    source = card = gap = null;
    lifted = false;
    pointer = -1;
    if (from && wasLifted) options.onDrop(from, at && placeOf(at, from));
  }

  /** The click that follows a drop must not open the card. */
  function swallowClick() {
    const stop = (event: MouseEvent) => {
      event.stopPropagation();
      event.preventDefault();
    };
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, { capture: true }), 60);
  }

  const holdStill = (event: TouchEvent) => lifted && event.cancelable && event.preventDefault();
  const noMenu = (event: Event) => source && event.preventDefault();
  const giveUp = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !lifted) return;
    event.stopPropagation();
    end(null);
  };
  const noNativeDrag = (event: Event) => event.preventDefault();

  // Not passive, and there before the first touch: otherwise the browser starts to scroll and cancels the pointer.
  root.addEventListener("touchmove", holdStill, { passive: false });
  root.addEventListener("pointerdown", press);
  root.addEventListener("contextmenu", noMenu);
  root.addEventListener("dragstart", noNativeDrag);
  addEventListener("pointermove", move);
  addEventListener("pointerup", release);
  addEventListener("pointercancel", cancel);
  addEventListener("keydown", giveUp, true);
  return () => {
    end(null);
    root.removeEventListener("touchmove", holdStill);
    root.removeEventListener("pointerdown", press);
    root.removeEventListener("contextmenu", noMenu);
    root.removeEventListener("dragstart", noNativeDrag);
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", release);
    removeEventListener("pointercancel", cancel);
    removeEventListener("keydown", giveUp, true);
  };
}
