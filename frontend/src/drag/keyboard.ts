import { type Place, placeOf } from "./arithmetic";

/** A card held by the keyboard: where it came from and the gap it would go to. */
export type Grab = { item: string; from: Place; gap: Place };

export type GrabStep =
  | { kind: "moved"; grab: Grab }
  | { kind: "dropped"; grab: Grab; place: Place | null }
  | { kind: "cancelled"; grab: Grab };

/** Lists in reading order with their lengths. */
export type Lists = readonly { id: string; count: number }[];

export function startGrab(item: string, from: Place): Grab {
  return { item, from, gap: from };
}

/** What a key does to a held card; null when the key means nothing here. */
export function stepGrab(grab: Grab, key: string, lists: Lists): GrabStep | null {
  const at = lists.findIndex((list) => list.id === grab.gap.list);
  const list = lists[at];
  if (!list) return { kind: "cancelled", grab };
  const to = (place: Place): GrabStep => ({ kind: "moved", grab: { ...grab, gap: place } });
  const clamp = (index: number, count: number) => Math.max(0, Math.min(count, index));

  switch (key) {
    case "ArrowUp":
    case "ArrowDown": {
      const own = list.id === grab.from.list;
      let index = grab.gap.index + (key === "ArrowUp" ? -1 : 1);
      // The gap below the card's own place is the same place: step over it.
      if (own && index === grab.from.index + 1) index += key === "ArrowUp" ? -1 : 1;
      return to({ list: list.id, index: clamp(index, list.count) });
    }
    case "Home":
      return to({ list: list.id, index: 0 });
    case "End":
      return to({ list: list.id, index: list.count });
    case "ArrowLeft":
    case "ArrowRight": {
      const next = lists[at + (key === "ArrowLeft" ? -1 : 1)];
      if (!next) return to(grab.gap);
      const index = next.id === grab.from.list ? grab.from.index : clamp(grab.gap.index, next.count);
      return to({ list: next.id, index });
    }
    case " ":
    case "Enter":
      return { kind: "dropped", grab, place: placeOf(grab.gap, grab.from) };
    case "Escape":
    case "Tab":
      return { kind: "cancelled", grab };
    default:
      return null;
  }
}
