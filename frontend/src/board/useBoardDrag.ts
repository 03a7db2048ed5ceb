import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { announce } from "../drag/announcer";
import { gapLine, type Place } from "../drag/arithmetic";
import { Ghost } from "../drag/ghost";
import { type Grab, startGrab, stepGrab } from "../drag/keyboard";
import { listShapes, listsLayout } from "../drag/lists";
import { attachPointerDrag } from "../drag/pointer";
import { PADDING, ROW } from "./CardList";
import type { Places } from "./places";

type Options = {
  root: RefObject<HTMLElement | null>;
  /** What is known of a card; undefined when it is gone. */
  cards: { card: (id: string) => { name: string; version: number } | undefined };
  places: Places;
  ready: boolean;
  /** Taken in the hand, and gone when it was dropped. */
  onGone: () => void;
  /** Said of a card that may not be moved. */
  fixed: string;
  move: (id: string, list: string, index: number, version?: number) => void;
  /** Dropped where it may not go. */
  onRefused: (id: string, list: string) => void;
};

/** Connects a board to the drag engine: pointer, and cards held by the keyboard. */
export function useBoardDrag({ root, cards, places, ready, move, onRefused, onGone, fixed }: Options) {
  const { t } = useLingui();
  const [held, setHeld] = useState<string | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const grab = useRef<Grab | null>(null);
  // The version of the card in the hand: whoever changes it meanwhile has the first word.
  const version = useRef<number | undefined>(undefined);
  const ghost = useRef<Ghost | null>(null);
  ghost.current ??= new Ghost();
  const count = useCallback((list: string) => places.ids(list).length, [places]);

  /** The lanes a held card cannot go to step back; null: nothing is held. */
  const barLanes = useCallback(
    (id: string | null) => {
      for (const lane of root.current?.querySelectorAll<HTMLElement>("[data-lane]") ?? [])
        lane.toggleAttribute("data-no-target", id !== null && lane.dataset.lane !== places.laneOf(id));
    },
    [root, places],
  );

  useEffect(() => {
    const element = root.current;
    if (!element || !ready) return;
    const cardOf = (id: string) => element.querySelector<HTMLElement>(`[data-card="${id}"]`);
    let inHand = "";
    return attachPointerDrag({
      root: element,
      layout: listsLayout({
        root: element,
        rowHeight: ROW,
        padding: PADDING,
        count,
        placeOf: places.placeOf,
        accepts: (list) => places.accepts(list, inHand),
      }),
      onLift: ({ item }) => {
        inHand = item;
        version.current = cards.card(item)?.version;
        barLanes(item);
        cardOf(item)?.setAttribute("data-held", "");
      },
      onDrop: ({ item }, place) => {
        cardOf(item)?.removeAttribute("data-held");
        barLanes(null);
        if (!cards.card(item)) return onGone();
        if (!place) return;
        if (!places.accepts(place.list, item)) return onRefused(item, place.list);
        const { list, index } = places.inColumn(item, place);
        move(item, list, index, version.current);
      },
    });
  }, [root, ready, cards, places, count, move, onRefused, onGone, barLanes]);

  useEffect(() => () => ghost.current?.clear(), []);

  const lists = (card: string) => places.around(card).map((id) => ({ id, count: count(id) }));

  /** Brings a place into view, so that the line and, later, the card can be seen and focused. */
  const reveal = useCallback(
    ({ list, index }: Place) => {
      const element = root.current?.querySelector<HTMLElement>(`[data-drop-list="${list}"]`);
      if (!element) return;
      const top = PADDING + index * ROW;
      if (element.closest("[data-lane]")) return revealRow(root.current as HTMLElement, element, top);
      element.closest("section")?.scrollIntoView({ inline: "nearest", block: "nearest" });
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
    barLanes(null);
    setHeld(null);
  }, [barLanes]);

  function describe(place: Place) {
    const stage = places.nameOf(place.list);
    const position = place.index + 1;
    const total = count(place.list) + (grab.current?.from.list === place.list ? 0 : 1);
    return t`${stage}, position ${position} of ${total}`;
  }

  function onKeyDown(event: KeyboardEvent) {
    const target = event.target as HTMLElement;
    const id = target.dataset.card;
    if (!id) return;
    if (grab.current) {
      const step = stepGrab(grab.current, event.key, lists(id));
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
        const { list, index } = places.inColumn(id, step.place);
        move(id, list, index, version.current);
        reveal(step.place);
        focusCard(id);
        followCard(id);
      } else announce(t`Dropped where it was.`);
      return;
    }
    const place = places.placeOf(id);
    if (!place) return;
    if (event.key === " ") {
      event.preventDefault();
      if (!target.dataset.dragItem) return announce(fixed);
      grab.current = startGrab(id, place);
      version.current = cards.card(id)?.version;
      setHeld(id);
      barLanes(id);
      showGap(place);
      const name = cards.card(id)?.name ?? "";
      const said = t`${name} picked up. Arrow keys choose the place, Space drops, Escape gives up. ${describe(place)}`;
      announce(places.laneOf(id) === null ? said : `${said} ${t`It stays in the lane of its owner.`}`);
    } else if (event.key === "Enter") {
      event.preventDefault();
      target.querySelector<HTMLElement>("a")?.click();
    } else if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      const next = neighbourOf(places, id, place, event.key);
      if (!next) return;
      reveal(places.placeOf(next) ?? place);
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

/** The card beside, above or below; empty lists are stepped over. */
function neighbourOf(places: Places, id: string, place: Place, key: string): string | undefined {
  const ids = places.ids(place.list);
  if (key === "ArrowUp") return ids[place.index - 1];
  if (key === "ArrowDown") return ids[place.index + 1];
  const step = key === "ArrowLeft" ? -1 : 1;
  const around = places.around(id);
  for (let at = around.indexOf(place.list) + step; at >= 0 && at < around.length; at += step) {
    const other = places.ids(around[at] ?? "");
    if (other.length > 0) return other[Math.min(place.index, other.length - 1)];
  }
  return undefined;
}

/** Scrolls the board itself, both ways, until a row of a cell is seen below the sticky heads of the columns. */
function revealRow(board: HTMLElement, list: HTMLElement, top: number) {
  const [outer, inner] = [board.getBoundingClientRect(), list.getBoundingClientRect()];
  const ceiling = outer.top + (board.querySelector<HTMLElement>("[data-lanes-head]")?.offsetHeight ?? 0);
  const y = inner.top + top;
  if (y < ceiling + PADDING) board.scrollTop -= ceiling + PADDING - y;
  else if (y + ROW > outer.bottom) board.scrollTop += y + ROW - outer.bottom;
  if (inner.left < outer.left) board.scrollLeft -= outer.left - inner.left + PADDING;
  else if (inner.right > outer.right) board.scrollLeft += inner.right - outer.right + PADDING;
}
