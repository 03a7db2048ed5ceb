import { useCallback, useMemo, useRef, useState } from "react";
import type { Selection } from "../lists/ListGrid";
import type { Row } from "../lists/shape";

/** Which rows of a list are chosen: one by one, a stretch with Shift, all that are loaded, or all that match the filter. */
export function useSelection(rows: readonly Row[], filter: string) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [everything, setEverything] = useState(false);
  const last = useRef<string | null>(null);
  const [of, setOf] = useState(filter);
  // Another filter is another list: what was chosen there is not meant here.
  if (of !== filter) {
    setOf(filter);
    setChosen(new Set());
    setEverything(false);
  }

  const toggle = useCallback(
    (id: string, through: boolean) => {
      setEverything(false);
      const from = rows.findIndex((row) => row.id === last.current);
      const to = rows.findIndex((row) => row.id === id);
      last.current = id;
      setChosen((now) => {
        const next = new Set(now);
        const adding = !now.has(id);
        const stretch =
          through && from >= 0 && to >= 0
            ? rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id)
            : [id];
        for (const one of stretch) {
          if (adding) next.add(one);
          else next.delete(one);
        }
        return next;
      });
    },
    [rows],
  );
  const clear = useCallback(() => {
    setChosen(new Set());
    setEverything(false);
  }, []);

  const selection = useMemo<Selection>(() => {
    const count = rows.filter((row) => chosen.has(row.id)).length;
    const all = rows.length > 0 && count === rows.length;
    return {
      has: (id) => everything || chosen.has(id),
      toggle,
      all: everything || all ? true : count > 0 ? "some" : false,
      toggleAll: () => (everything || all ? clear() : setChosen(new Set(rows.map((row) => row.id)))),
    };
  }, [rows, chosen, everything, toggle, clear]);

  return { selection, ids: [...chosen], everything, takeEverything: () => setEverything(true), clear };
}
