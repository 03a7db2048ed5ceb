import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useRef } from "react";
import { announce } from "../drag/announcer";
import { act } from "../sync/act";
import { notify } from "../ui/notify";
import { UndoDealMoveDocument } from "./board.gen";
import type { BoardStore } from "./boardStore";
import type { Moved } from "./moving";

const KEPT = 20;

/** The moves made on this board, newest last: taken back from the notice, or by Ctrl-Z / Cmd-Z. */
export function useUndo(store: BoardStore, onUndone: (id: string) => void) {
  const { t } = useLingui();
  const made = useRef<Moved[]>([]);

  const undo = useCallback(
    async (one: Moved) => {
      // The way back is the last thing that happened to the deal now: earlier moves of it stay.
      made.current = made.current.filter((other) => other.id !== one.id);
      const { name } = one;
      const outcome = await act(UndoDealMoveDocument, {
        input: { id: one.id, version: one.version },
        ...store.scope,
      });
      const deal = outcome.payload?.deal;
      if (outcome.ok && deal) {
        store.confirm(deal, outcome.payload.stages);
        const stage = store.column(deal.stage.id)?.name ?? "";
        announce(t`Undone: ${name} is in ${stage} again`);
        onUndone(one.id);
        return;
      }
      if (deal) store.merge(deal);
      if (!outcome.ok) for (const error of outcome.errors) notify({ title: error.message, tone: "bad" });
    },
    [store, t, onUndone],
  );

  const remember = useCallback(
    (one: Moved) => {
      made.current = [...made.current, one].slice(-KEPT);
      const { name, stage } = one;
      announce(t`${name} is now in ${stage}`);
      if (one.changedStage)
        notify({ title: t`“${name}” is now in ${stage}`, undo: { label: t`Undo`, run: () => void undo(one) } });
    },
    [t, undo],
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      const target = event.target as HTMLElement;
      if (target.closest?.("input, textarea, select, [contenteditable], [role=dialog]")) return;
      const last = made.current.at(-1);
      if (!last) return;
      event.preventDefault();
      void undo(last);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [undo]);

  return remember;
}
