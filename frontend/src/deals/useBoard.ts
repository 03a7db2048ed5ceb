import { startTransition, useCallback, useEffect, useMemo, useState } from "react";
import { pipe, subscribe } from "wonka";
import { client } from "../sync/client";
import { onResync } from "../sync/live";
import { onReturn } from "../sync/network";
import { PAST_CACHE } from "../sync/pastCache";
import { type Problem, problemOf } from "../sync/problems";
import { askBoard, boardAlready } from "./askBoard";
import { BoardTotalsDocument, DealChangesDocument, StagePageDocument } from "./board.gen";
import { type BoardScope, BoardStore } from "./boardStore";
import { PAGE } from "./firstBoard";
import { reread } from "./moving";

const CALM_MS = 250;

/** Boards seen in this tab: coming back shows the last state at once and reads the new one behind it. */
const kept = new Map<string, BoardStore>();
// Filled before they were drawn: these need not be read again at once.
const fresh = new WeakSet<BoardStore>();

function fill(key: string, store: BoardStore, pipeline: NonNullable<ReturnType<typeof boardAlready>>) {
  store.pipelineId = pipeline.id;
  store.load(pipeline.stages.nodes, pipeline.lanes?.groups);
  kept.set(key, store);
  if (kept.size > 6) kept.delete(kept.keys().next().value ?? "");
}

/**
 * Loads one board, keeps it live, and pages its columns; with lanes, also the figures of each owner. Without a pipeline it is
 * the first active one: whoever comes for the first time need not wait for the list of them.
 */
export function useBoard(wished: string | undefined, scope: BoardScope, lanes: boolean) {
  const key = `${wished ?? ""}|${JSON.stringify(scope)}`;
  const [state, setState] = useState<{ key: string; ready: boolean; problem: Problem | null }>({
    key: "",
    ready: false,
    problem: null,
  });
  const current = useMemo(() => {
    const store = kept.get(key) ?? new BoardStore();
    store.scope = scope;
    const pipeline = kept.has(key) ? null : boardAlready(wished, scope, lanes);
    if (pipeline) {
      fill(key, store, pipeline);
      fresh.add(store);
    }
    return store;
  }, [key, wished, scope, lanes]);

  const load = useCallback(async () => {
    const { pipeline, error } = await askBoard(wished, current.scope, lanes);
    if (!pipeline) {
      const problem: Problem = error ? problemOf(error) : { kind: "missing", title: "" };
      setState({ key, ready: kept.has(key), problem });
      return;
    }
    fill(key, current, pipeline);
    // The cards are drawn between two frames, not instead of them.
    startTransition(() => setState({ key, ready: true, problem: null }));
  }, [key, wished, current, lanes]);

  const pipelineId = wished ?? current.pipelineId;
  useEffect(() => {
    if (!fresh.delete(current)) void load();
  }, [load, current]);
  useEffect(() => onResync(() => void load()), [load]);
  useEffect(() => onReturn(() => void load()), [load]);

  useEffect(() => {
    if (!pipelineId) return;
    let timer = 0;
    const totals = async () => {
      const result = await client
        .query(BoardTotalsDocument, { id: pipelineId, lanes, ...current.scope }, PAST_CACHE)
        .toPromise();
      const pipeline = result.data?.pipeline;
      if (pipeline) current.setTotals(pipeline.stages.nodes, pipeline.lanes?.groups);
    };
    // Only the server knows whether a changed deal still matches what the board is narrowed to.
    const narrowed = current.scope.where !== null || current.scope.search !== null;
    const doubtful = new Set<string>();
    let settle = 0;
    const ask = () => {
      const ids = [...doubtful].slice(0, 100);
      for (const id of ids) doubtful.delete(id);
      if (ids.length > 0) void reread(current, ids);
    };
    const { unsubscribe } = pipe(
      client.subscription(DealChangesDocument, { pipelineId }),
      subscribe((result) => {
        if (!result.data) return;
        const change = result.data.dealChanged;
        if (change.kind === "RESYNC" || !change.id) return void load();
        if (narrowed && change.kind !== "REMOVED" && !current.isPending(change.id)) {
          doubtful.add(change.id);
          clearTimeout(settle);
          settle = window.setTimeout(ask, CALM_MS);
        } else current.applyLive(change);
        clearTimeout(timer);
        timer = window.setTimeout(totals, 600);
      }),
    );
    return () => {
      clearTimeout(timer);
      clearTimeout(settle);
      unsubscribe();
    };
  }, [pipelineId, current, load, lanes]);

  const more = useCallback(
    async (stageId: string) => {
      const column = current.column(stageId);
      if (!column || column.loading || !column.hasMore) return;
      current.setLoading(stageId, true);
      const result = await client
        .query(StagePageDocument, { id: stageId, first: PAGE, after: column.cursor, ...current.scope }, PAST_CACHE)
        .toPromise();
      const page = result.data?.stage?.deals;
      if (page) current.appendPage(stageId, page.nodes, page.pageInfo);
      else setTimeout(() => current.setLoading(stageId, false), 3000);
    },
    [current],
  );

  const ready = kept.has(key) && (!lanes || current.lanes.known);
  return { store: current, ready, problem: state.key === key ? state.problem : null, reload: load, more };
}
