import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import { announce } from "./announcer";
import { Ghost } from "./ghost";
import { type Grab, startGrab, stepGrab } from "./keyboard";
import { attachPointerDrag } from "./pointer";
import { type Axis, itemsOf, lineIn, rowLayout } from "./row";

type Options = {
  /** The items in the order that is known to be saved. */
  ids: readonly string[];
  /** What an item is called when its moves are spoken. */
  nameOf: (id: string) => string;
  /** Saves a new order; resolves to false when that failed, and the old order is shown again. */
  onReorder: (ids: readonly string[], moved: string, index: number) => Promise<boolean>;
  axis?: Axis;
  disabled?: boolean;
};

/**
 * Puts a short list in order: stages, columns of a table, fields of a layout. Ready to be used by any of them.
 *
 * ```tsx
 * const order = useReorder({ ids, nameOf, onReorder });
 * <ol ref={order.root}>
 *   {order.ids.map((id) => (
 *     <li key={id} {...order.item(id)}>
 *       <RowGrip order={order} id={id} /> … <RowArrows order={order} id={id} name={nameOf(id)} />
 * ```
 *
 * The whole item is dragged by the mouse (after 4 px) and by a finger (after a hold; a swipe still scrolls), except from
 * buttons and inputs inside it; a button that should also drag gets `data-drag-handle`. The handle is for the keyboard:
 * Space picks up, arrows choose, Space drops, Escape gives up; every step is announced and the focus stays. What scrolls
 * around the list scrolls along near its edges, both ways. `ids` shows the new order at once.
 * `move(id, index)` is the same act for a menu or for buttons: dragging must never be the only way.
 */
export function useReorder({ ids, nameOf, onReorder, axis = "vertical", disabled = false }: Options) {
  const { t } = useLingui();
  const [root, setRoot] = useState<HTMLElement | null>(null);
  const [held, setHeld] = useState<string | null>(null);
  const saved = ids.join("\n");
  const [wish, setWish] = useState<{ over: string; ids: readonly string[] } | null>(null);
  // A wish is about one saved order; once another one is known, it has been granted or overtaken.
  const shown = wish?.over === saved ? wish.ids : ids;
  const grab = useRef<Grab | null>(null);
  const ghost = useRef<Ghost | null>(null);
  ghost.current ??= new Ghost();
  const latest = useRef({ shown, saved, nameOf, onReorder });
  latest.current = { shown, saved, nameOf, onReorder };

  const move = useCallback(
    async (id: string, index: number) => {
      const now = latest.current;
      const next = now.shown.filter((one) => one !== id);
      next.splice(index, 0, id);
      if (next.join("\n") === now.shown.join("\n")) return;
      setWish({ over: now.saved, ids: next });
      const done = await now.onReorder(next, id, index);
      const name = latest.current.nameOf(id);
      const position = index + 1;
      if (done) return announce(t`${name} is now number ${position}`);
      setWish(null);
      announce(t`${name} was not moved`);
    },
    [t],
  );

  useEffect(() => {
    if (!root || disabled) return;
    const itemOf = (id: string) => itemsOf(root).find((one) => one.dataset.dragItem === id);
    return attachPointerDrag({
      root,
      layout: rowLayout(root, axis),
      onLift: ({ item }) => itemOf(item)?.setAttribute("data-held", ""),
      onDrop: ({ item }, place) => {
        itemOf(item)?.removeAttribute("data-held");
        if (place) void move(item, place.index);
      },
    });
  }, [root, axis, disabled, move]);

  useEffect(() => () => ghost.current?.clear(), []);

  function letGo() {
    grab.current = null;
    ghost.current?.clear();
    setHeld(null);
  }

  function onKeyDown(id: string, event: KeyboardEvent) {
    const total = shown.length;
    if (!grab.current) {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      grab.current = startGrab(id, { list: "", index: shown.indexOf(id) });
      setHeld(id);
      const position = shown.indexOf(id) + 1;
      const name = nameOf(id);
      announce(
        t`${name} picked up, number ${position} of ${total}. Arrow keys choose the place, Space drops, Escape gives up.`,
      );
      return;
    }
    const key = axis === "horizontal" ? (SIDEWAYS[event.key] ?? event.key) : event.key;
    const step = stepGrab(grab.current, key, [{ id: "", count: total }]);
    if (!step) return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
    if (step.kind === "moved") {
      grab.current = step.grab;
      const { index } = step.grab.gap;
      itemsOf(root as HTMLElement)[Math.min(index, total - 1)]?.scrollIntoView({ block: "nearest", inline: "nearest" });
      const line = lineIn(root as HTMLElement, axis, index);
      if (line) ghost.current?.showLine(line, null);
      const position = (index > step.grab.from.index ? index - 1 : index) + 1;
      announce(t`Number ${position} of ${total}`);
      return;
    }
    letGo();
    if (step.kind === "cancelled") announce(t`Given up. The order is as it was.`);
    else if (step.place) void move(id, step.place.index);
    else announce(t`Dropped where it was.`);
  }

  return {
    /** The ref of the element around the items. */
    root: setRoot,
    /** The order to draw. */
    ids: shown,
    move,
    item: (id: string) => (disabled ? {} : { "data-drag-item": id, "data-held": held === id ? "" : undefined }),
    handle: (id: string) => {
      const name = nameOf(id);
      return {
        type: "button" as const,
        disabled,
        "data-drag-handle": "",
        "aria-label": t`Reorder ${name}`,
        "aria-pressed": held === id,
        onKeyDown: (event: KeyboardEvent) => onKeyDown(id, event),
        onBlur: () => {
          if (!grab.current) return;
          letGo();
          announce(t`Given up. The order is as it was.`);
        },
      };
    },
  };
}

/** A list being put in order. */
export type Order = ReturnType<typeof useReorder>;

const SIDEWAYS: Record<string, string> = { ArrowLeft: "ArrowUp", ArrowRight: "ArrowDown" };
