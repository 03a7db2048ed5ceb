import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { pipe, subscribe } from "wonka";
import { client } from "../sync/client";
import { onResync } from "../sync/live";
import { type Problem, problemOf } from "../sync/problems";
import {
  BoardDocument,
  BoardTotalsDocument,
  DealChangesDocument,
  type DealWhere,
  StagePageDocument,
} from "./board.gen";
import { BoardStore, type Card } from "./boardStore";

const PAGE = 50;
export type BoardFilter = { pipelineId: string; ownerId?: string; search?: string };

/** Boards seen in this tab: coming back shows the last state at once and reads the new one behind it. */
const kept = new Map<string, BoardStore>();

/** Loads one board, keeps it live, and pages its columns. */
export function useBoard(filter: BoardFilter) {
  const { pipelineId, ownerId, search } = filter;
  const key = `${pipelineId}|${ownerId ?? ""}|${search ?? ""}`;
  const [state, setState] = useState<{ key: string; ready: boolean; problem: Problem | null }>({
    key: "",
    ready: false,
    problem: null,
  });
  const current = useMemo(() => kept.get(key) ?? new BoardStore(), [key]);

  const where: DealWhere | undefined = ownerId ? { ownerId: { eq: ownerId } } : undefined;
  const variables = useRef({ where, search: search || null });
  variables.current = { where, search: search || null };

  const load = useCallback(async () => {
    const result = await client
      .query(BoardDocument, { id: pipelineId, first: PAGE, ...variables.current }, { requestPolicy: "network-only" })
      .toPromise();
    if (!result.data?.pipeline) {
      const problem: Problem = result.error ? problemOf(result.error) : { kind: "missing", title: "" };
      setState({ key, ready: kept.has(key), problem });
      return;
    }
    current.load(result.data.pipeline.stages.nodes);
    kept.set(key, current);
    if (kept.size > 6) kept.delete(kept.keys().next().value ?? "");
    setState({ key, ready: true, problem: null });
  }, [key, pipelineId, current]);

  useEffect(() => void load(), [load]);
  useEffect(() => onResync(() => void load()), [load]);

  useEffect(() => {
    let timer = 0;
    const totals = async () => {
      const result = await client
        .query(BoardTotalsDocument, { id: pipelineId, ...variables.current }, { requestPolicy: "network-only" })
        .toPromise();
      if (result.data?.pipeline) current.setTotals(result.data.pipeline.stages.nodes);
    };
    const fits = (card: Card) => {
      if (ownerId && card.owner?.id !== ownerId) return false;
      if (!search) return true;
      const text = `${card.name} ${card.account?.name ?? ""}`.toLowerCase();
      return text.includes(search.toLowerCase());
    };
    const { unsubscribe } = pipe(
      client.subscription(DealChangesDocument, { pipelineId }),
      subscribe((result) => {
        if (!result.data) return;
        const change = result.data.dealChanged;
        if (change.kind === "RESYNC" || !change.id) return void load();
        current.applyLive(change, fits);
        clearTimeout(timer);
        timer = window.setTimeout(totals, 600);
      }),
    );
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [pipelineId, ownerId, search, current, load]);

  const more = useCallback(
    async (stageId: string) => {
      const column = current.column(stageId);
      if (!column || column.loading || !column.hasMore) return;
      current.setLoading(stageId, true);
      const result = await client
        .query(
          StagePageDocument,
          { id: stageId, first: PAGE, after: column.cursor, ...variables.current },
          { requestPolicy: "network-only" },
        )
        .toPromise();
      const page = result.data?.stage?.deals;
      if (page) current.appendPage(stageId, page.nodes, page.pageInfo);
      else setTimeout(() => current.setLoading(stageId, false), 3000);
    },
    [current],
  );

  const ready = kept.has(key);
  return { store: current, ready, problem: state.key === key ? state.problem : null, reload: load, more };
}
