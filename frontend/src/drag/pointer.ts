import { type Place, placeOf } from "./arithmetic";
import { Ghost } from "./ghost";
import type { Layout } from "./layout";

export const MOUSE_SLOP = 4;
export const TOUCH_SLOP = 10;
export const HOLD_MS = 220;

export type Source = Place & { item: string };

export type DragOptions = {
  root: HTMLElement;
  layout: Layout;
  onLift: (source: Source) => void;
  /** place is null when the drag was given up or would change nothing. */
  onDrop: (source: Source, place: Place | null) => void;
};

/**
 * Dragging by mouse, pen and touch with one delegated listener. React renders when a drag starts and when it ends;
 * between them only two elements move, by transform. Returns a function that detaches everything.
 */
export function attachPointerDrag(options: DragOptions): () => void {
  const { root, layout } = options;
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
    const control = target.closest("button, input, select, textarea, [data-no-drag]");
    if (control && !control.hasAttribute("data-drag-handle")) return;
    card = target.closest<HTMLElement>("[data-drag-item]");
    const item = card?.dataset.dragItem ?? "";
    const place = layout.placeOf(item);
    if (!card || !place) return;
    source = { item, ...place };
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
    root.dataset.dragging = "";
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
    const aim = layout.aim(x, y);
    layout.scroll(x, y, elapsed);
    if (aim) {
      gap = aim.gap;
      if (aim.line) ghost.showLine(aim.line, aim.element);
      else ghost.refuse(aim.element);
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
    delete root.dataset.dragging;
    if (root.hasPointerCapture?.(pointer)) root.releasePointerCapture(pointer);
    source = card = gap = null;
    lifted = false;
    pointer = -1;
    if (!from || !wasLifted) return;
    const now = layout.placeOf(from.item);
    options.onDrop(from, at && now && placeOf(at, now));
  }

  /** The click that follows a drop must not open the card. One elsewhere, in the dialog the drop opened, is meant. */
  function swallowClick() {
    const stop = (event: MouseEvent) => {
      if (!root.contains(event.target as Node)) return;
      event.stopPropagation();
      event.preventDefault();
    };
    addEventListener("click", stop, { capture: true });
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
