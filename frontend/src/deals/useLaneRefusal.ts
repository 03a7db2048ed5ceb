import { useLingui } from "@lingui/react/macro";
import { useCallback, useState } from "react";
import { announce } from "../drag/announcer";
import { notify } from "../ui/notify";
import type { BoardStore } from "./boardStore";
import { NOBODY, partsOf } from "./laneFigures";

/** A deal that might be given to the owner of the lane it was dropped in. */
export type Gift = { id: string; version: number; name: string; to: { value: string; label: string } };

/**
 * A card dropped in another lane stays where it was: a drag moves stages, never owners. Who may transfer the deal is
 * offered just that; everybody else is told why nothing happened.
 */
export function useLaneRefusal(store: BoardStore) {
  const { t } = useLingui();
  const [gift, setGift] = useState<Gift | null>(null);
  const refuse = useCallback(
    (id: string, list: string) => {
      const card = store.card(id);
      if (!card) return;
      const { name, version } = card;
      const owner = card.owner?.name ?? t`No owner`;
      const title = t`“${name}” stays in the lane of ${owner}`;
      announce(title);
      const to = partsOf(list).owner;
      if (to !== NOBODY && card.viewerCan.transfer)
        return setGift({ id, version, name, to: { value: to, label: store.lanes.name(to) } });
      notify({ title, detail: t`Dragging changes the stage only; the owner is changed by a transfer.` });
    },
    [store, t],
  );
  return { gift, refuse, keep: useCallback(() => setGift(null), []) };
}
