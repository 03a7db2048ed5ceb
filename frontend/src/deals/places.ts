import type { Places } from "../board/places";
import type { BoardStore } from "./boardStore";
import { cellOf, ownerOf, partsOf } from "./laneFigures";

export function columnPlaces(store: BoardStore): Places {
  return {
    ids: (list) => store.column(list)?.ids ?? [],
    placeOf: (id) => store.placeOf(id),
    around: () => store.order,
    accepts: () => true,
    nameOf: (list) => store.column(list)?.name ?? "",
    laneOf: () => null,
    inColumn: (_, place) => place,
  };
}

export function lanePlaces(store: BoardStore): Places {
  const ids = (list: string) => {
    const { stage, owner } = partsOf(list);
    return store.cell(stage, owner).slice(0, store.lanes.limit(list));
  };
  return {
    ids,
    placeOf: (id) => {
      const stage = store.homeOf(id);
      if (stage === undefined) return undefined;
      const list = cellOf(stage, ownerOf(store.card(id)));
      const index = ids(list).indexOf(id);
      return index < 0 ? undefined : { list, index };
    },
    around: (id) => store.order.map((stage) => cellOf(stage, ownerOf(store.card(id)))),
    accepts: (list, id) => partsOf(list).owner === ownerOf(store.card(id)),
    nameOf: (list) => store.column(partsOf(list).stage)?.name ?? "",
    laneOf: (id) => ownerOf(store.card(id)),
    inColumn: (id, { list, index }) => {
      const { stage } = partsOf(list);
      const others = ids(list).filter((one) => one !== id);
      const column = (store.column(stage)?.ids ?? []).filter((one) => one !== id);
      const [before, after] = [others[index - 1], others[index]];
      if (before !== undefined) return { list: stage, index: column.indexOf(before) + 1 };
      return { list: stage, index: after === undefined ? 0 : column.indexOf(after) };
    },
  };
}
