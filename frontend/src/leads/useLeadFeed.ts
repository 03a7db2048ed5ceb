import { useCallback, useEffect, useRef, useState } from "react";
import { pipe, subscribe } from "wonka";
import { useViewer } from "../session/viewer";
import { client } from "../sync/client";
import { LeadChangesDocument } from "./board.gen";

const CALM_MS = 800;
type Ids = ReadonlySet<string>;

const without = (ids: Ids, gone: Iterable<string>): Ids => {
  const next = new Set(ids);
  for (const id of gone) next.delete(id);
  return next.size === ids.size ? ids : next;
};

/**
 * What colleagues and doors do to the leads of a board. Known cards change by themselves; `gone` are those no longer in sight,
 * and `held` have come by somebody else's hand: they are announced, and shown once they are asked for by `take`.
 */
export function useLeadFeed(isNew: (id: string) => boolean, reload: () => void) {
  const me = useViewer().user.id;
  const [held, setHeld] = useState<Ids>(new Set());
  const [gone, setGone] = useState<Ids>(new Set());
  const now = useRef({ isNew, reload });
  now.current = { isNew, reload };
  useEffect(() => {
    let timer = 0;
    // What one has brought oneself is no news, whatever rules do to it next.
    const mine = new Set<string>();
    const { unsubscribe } = pipe(
      client.subscription(LeadChangesDocument, {}),
      subscribe(({ data }) => {
        if (!data) return;
        const { kind, id, lead, actorId } = data.leadChanged;
        if (id) {
          const isGone = kind === "REMOVED" || !lead;
          setGone((ids) => (isGone ? new Set([...ids, id]) : without(ids, [id])));
          if (actorId === me) mine.add(id);
          if (!isGone && !mine.has(id) && now.current.isNew(id)) setHeld((ids) => new Set([...ids, id]));
        }
        // Only the server knows what else fits the filter, and how many there are.
        clearTimeout(timer);
        timer = window.setTimeout(() => now.current.reload(), CALM_MS);
      }),
    );
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [me]);
  const take = useCallback((ids: Iterable<string>) => setHeld((all) => without(all, ids)), []);
  return { held, gone, take };
}
