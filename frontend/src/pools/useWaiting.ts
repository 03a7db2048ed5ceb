import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { pipe, subscribe } from "wonka";
import { client } from "../sync/client";
import { onResync } from "../sync/live";
import { onReturn } from "../sync/network";
import { useList } from "../sync/useList";
import { DOCS, type Held, type Row } from "./held";
import { PoolsDocument } from "./pools.gen";

const CALM_MS = 400;

/**
 * What waits in a pool, kept live. Nothing moves under the thumb: who is gone stays where they were and is named in `gone`,
 * and what has come since is held back until `take` is called.
 */
export function useWaiting(held: Held, pool: string, search: string) {
  const variables = useMemo(() => ({ pool, search: search || null }), [pool, search]);
  const list = useList(DOCS[held].waiting, variables, (data) => data.waiting);
  const { retry } = list;
  const steady = useSteady(list.rows as readonly Row[]);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const mark = useCallback(
    (id: string, isGone: boolean) =>
      setGone((now) =>
        now.has(id) === isGone ? now : new Set(isGone ? [...now, id] : [...now].filter((one) => one !== id)),
      ),
    [],
  );

  const { isShown, drop: leave } = steady;
  useEffect(() => {
    let timer = 0;
    let anew = false;
    const settle = (isOld: boolean) => {
      anew ||= isOld;
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        if (anew) retry();
        anew = false;
        void client.query(PoolsDocument, {}, { requestPolicy: "network-only" }).toPromise();
      }, CALM_MS);
    };
    const { unsubscribe } = pipe(
      client.subscription(DOCS[held].changes, { pool }),
      subscribe(({ data }) => {
        if (!data) return;
        const { kind, id, row } = data.changed;
        if (kind === "RESYNC" || !id) return settle(true);
        const waits = kind !== "REMOVED" && !!row && !row.owner && (row.status ?? "UNASSIGNED") === "UNASSIGNED";
        if (isShown(id)) mark(id, !waits);
        settle(waits && !isShown(id));
      }),
    );
    const stops = [onResync(() => settle(true)), onReturn(() => settle(true))];
    return () => {
      clearTimeout(timer);
      unsubscribe();
      for (const stop of stops) stop();
    };
  }, [held, pool, retry, isShown, mark]);

  const drop = useCallback(
    (id: string) => {
      leave(id);
      mark(id, false);
    },
    [leave, mark],
  );
  return { list, rows: steady.rows, fresh: steady.fresh, take: steady.take, gone, drop };
}

/** Rows in the order they were first shown, what has come since at the end only; the rest is counted, not shown. */
function useSteady(rows: readonly Row[]) {
  const places = useRef<readonly string[]>([]);
  const known = useRef(new Map<string, Row>());
  const [, turn] = useState(0);
  for (const row of rows) known.current.set(row.id, row);
  const here = new Set(places.current);
  const end = rows.findLastIndex((row) => here.has(row.id));
  const below = rows.slice(end + 1);
  if (below.length > 0) places.current = [...places.current, ...below.map((row) => row.id)];
  const fresh = rows.slice(0, end + 1).filter((row) => !here.has(row.id)).length;
  const set = useCallback((ids: readonly string[]) => {
    places.current = ids;
    turn((now) => now + 1);
  }, []);
  return {
    rows: places.current.flatMap((id) => known.current.get(id) ?? []),
    fresh,
    /** Shows the list as it is now. */
    take: useCallback(() => set([]), [set]),
    drop: useCallback((id: string) => set(places.current.filter((one) => one !== id)), [set]),
    isShown: useCallback((id: string) => places.current.includes(id), []),
  };
}
