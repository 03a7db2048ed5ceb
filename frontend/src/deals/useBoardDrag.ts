import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { announce } from "../drag/announcer";
import { gapLine, type Place } from "../drag/arithmetic";
import { Ghost } from "../drag/ghost";
import { type Grab, startGrab, stepGrab } from "../drag/keyboard";
import { listShapes, listsLayout } from "../drag/lists";
import { attachPointerDrag } from "../drag/pointer";
import { PADDING, ROW } from "./BoardColumn";
import type { BoardStore } from "./boardStore";
import { gone } from "./moving";

type Options = {
  root: RefObject<HTMLElement | null>;
  store: BoardStore;
  ready: boolean;
  move: (id: string, list: string, index: number, version?: number) => void;
};

/** Connects the board to the drag engine: pointer, and cards held by the keyboard. */
export function useBoardDrag({ root, store, ready, move }: Options) {
  const { t } = useLingui();
  const [held, setHeld] = useState<string | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const grab = useRef<Grab | null>(null);
  // The version of the card in the hand: whoever changes it meanwhile has the first word.
  const version = useRef<number | undefined>(undefined);
  const ghost = useRef<Ghost | null>(null);
  ghost.current ??= new Ghost();
  const count = useCallback((list: string) => store.column(list)?.ids.length ?? 0, [store]);

  useEffect(() => {
    const element = root.current;
    if (!element || !ready) return;
    const cardOf = (id: string) => element.querySelector<HTMLElement>(`[data-card="${id}"]`);
    return attachPointerDrag({
      root: element,
      layout: listsLayout({
        root: element,
        rowHeight: ROW,
        padding: PADDING,
        count,
        placeOf: (id) => store.placeOf(id),
      }),
      onLift: ({ item }) => {
        version.current = store.card(item)?.version;
        cardOf(item)?.setAttribute("data-held", "");
      },
      onDrop: ({ item }, place) => {
        cardOf(item)?.removeAttribute("data-held");
        if (!store.card(item)) gone();
        else if (place) move(item, place.list, place.index, version.current);
      },
    });
  }, [root, ready, store, count, move]);

  useEffect(() => () => ghost.current?.clear(), []);

  const lists = useCallback(() => store.order.map((id) => ({ id, count: count(id) })), [store, count]);

  /** Brings a place into view, so that the line and, later, the card can be seen and focused. */
  const reveal = useCallback(
    ({ list, index }: Place) => {
      const element = root.current?.querySelector<HTMLElement>(`[data-drop-list="${list}"]`);
      if (!element) return;
      element.closest("section")?.scrollIntoView({ inline: "nearest", block: "nearest" });
      const top = PADDING + index * ROW;
      if (top - ROW < element.scrollTop) element.scrollTop = Math.max(0, top - ROW);
      else if (top + ROW > element.scrollTop + element.clientHeight)
        element.scrollTop = top + ROW - element.clientHeight;
    },
    [root],
  );

  const focusCard = useCallback(
    (id: string, tries = 8) => {
      const element = root.current?.querySelector<HTMLElement>(`[data-card="${id}"]`);
      setActive(id);
      if (element) element.focus({ preventScroll: true });
      else if (tries > 0) requestAnimationFrame(() => focusCard(id, tries - 1));
    },
    [root],
  );

  /** After a drop the card is drawn anew in its column, perhaps twice: the focus follows it there. */
  const followCard = useCallback(
    (id: string, frames = 30) => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost) focusCard(id, 0);
      if (frames > 0) requestAnimationFrame(() => followCard(id, frames - 1));
    },
    [focusCard],
  );

  const showGap = useCallback(
    (place: Place) => {
      reveal(place);
      requestAnimationFrame(() => {
        if (!root.current || !grab.current) return;
        const { shapes, elements } = listShapes({ root: root.current, rowHeight: ROW, padding: PADDING, count });
        const shape = shapes.find((one) => one.id === place.list);
        if (shape) ghost.current?.showLine(gapLine(shape, place.index), elements.get(place.list) ?? null);
      });
    },
    [root, count, reveal],
  );

  const letGo = useCallback(() => {
    grab.current = null;
    ghost.current?.clear();
    setHeld(null);
  }, []);

  function describe(place: Place) {
    const stage = store.column(place.list)?.name ?? "";
    const position = place.index + 1;
    const total = count(place.list) + (grab.current?.from.list === place.list ? 0 : 1);
    return t`${stage}, position ${position} of ${total}`;
  }

  function onKeyDown(event: KeyboardEvent) {
    const target = event.target as HTMLElement;
    const id = target.dataset.card;
    if (!id) return;
    if (grab.current) {
      const step = stepGrab(grab.current, event.key, lists());
      if (!step) return;
      if (event.key !== "Tab") event.preventDefault();
      event.stopPropagation();
      if (step.kind === "moved") {
        grab.current = step.grab;
        showGap(step.grab.gap);
        announce(describe(step.grab.gap));
        return;
      }
      letGo();
      if (step.kind === "cancelled") announce(t`Given up. The card is where it was.`);
      else if (step.place) {
        announce(t`Dropped: ${describe(step.place)}`);
        move(id, step.place.list, step.place.index, version.current);
        reveal(step.place);
        focusCard(id);
        followCard(id);
      } else announce(t`Dropped where it was.`);
      return;
    }
    const place = store.placeOf(id);
    if (!place) return;
    if (event.key === " ") {
      event.preventDefault();
      if (!target.dataset.dragItem) return announce(t`You may not move this deal.`);
      grab.current = startGrab(id, place);
      version.current = store.card(id)?.version;
      setHeld(id);
      showGap(place);
      const name = store.card(id)?.name ?? "";
      announce(t`${name} picked up. Arrow keys choose the place, Space drops, Escape gives up. ${describe(place)}`);
    } else if (event.key === "Enter") {
      event.preventDefault();
      target.querySelector<HTMLElement>("a")?.click();
    } else if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      const next = neighbourOf(store, place, event.key);
      if (!next) return;
      reveal(store.placeOf(next) ?? place);
      focusCard(next);
    }
  }

  function onBlur() {
    if (!grab.current) return;
    letGo();
    announce(t`Given up. The card is where it was.`);
  }

  function onFocus(event: { target: EventTarget }) {
    const id = (event.target as HTMLElement).dataset?.card;
    if (id) setActive(id);
  }

  return { held, active, onKeyDown, onBlur, onFocus, focusCard };
}

/** The card beside, above or below; empty columns are stepped over. */
function neighbourOf(store: BoardStore, place: Place, key: string): string | undefined {
  const ids = store.column(place.list)?.ids ?? [];
  if (key === "ArrowUp") return ids[place.index - 1];
  if (key === "ArrowDown") return ids[place.index + 1];
  const step = key === "ArrowLeft" ? -1 : 1;
  for (let at = store.order.indexOf(place.list) + step; at >= 0 && at < store.order.length; at += step) {
    const other = store.column(store.order[at] ?? "")?.ids ?? [];
    if (other.length > 0) return other[Math.min(place.index, other.length - 1)];
  }
  return undefined;
}
