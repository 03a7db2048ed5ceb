import { useCallback, useEffect, useState } from "react";
import { type TypedDocumentNode, useQuery } from "urql";
import { client } from "./client";
import { onReturn } from "./network";
import { type Problem, problemOf } from "./problems";

export type Connection<N> = {
  nodes: readonly N[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  totalCount?: number;
  totalCountCapped?: boolean;
};

type Paging = { first: number; after?: string | null };
const PAGE = 50;

/** A list that grows page by page, by cursor. Its first page follows changes; when its end shifts, later pages are read anew. */
export function useList<D, V extends Paging, N extends { id: string }, C extends Connection<N> = Connection<N>>(
  document: TypedDocumentNode<D, V>,
  variables: Omit<V, "first" | "after">,
  pick: (data: D) => C & Connection<N>,
) {
  const [{ data, error, fetching }, again] = useQuery({
    query: document,
    variables: { ...variables, first: PAGE } as unknown as V as never,
  });
  const [extra, setExtra] = useState<{ start: string | null; pages: Connection<N>[] }>({ start: null, pages: [] });
  const [more, setMore] = useState(false);
  const first = data ? pick(data as D) : null;
  const start = first ? `${JSON.stringify(variables)}${first.pageInfo.endCursor}` : null;
  const pages = first ? [first, ...(extra.start === start ? extra.pages : [])] : [];
  const last = pages.at(-1);
  const seen = new Set<string>();
  const rows = pages.flatMap((page) => page.nodes).filter((row) => !seen.has(row.id) && seen.add(row.id));

  const loadMore = useCallback(async () => {
    if (more || !last?.pageInfo.hasNextPage) return;
    setMore(true);
    const result = await client
      .query(document, { ...variables, first: PAGE, after: last.pageInfo.endCursor } as unknown as V as never)
      .toPromise();
    setMore(false);
    const page = result.data ? pick(result.data as D) : null;
    if (page) setExtra((now) => ({ start, pages: [...(now.start === start ? now.pages : []), page] }));
  }, [more, last, document, variables, pick, start]);

  const retry = useCallback(() => again({ requestPolicy: "network-only" }), [again]);
  const failed = !!error && !data;
  useEffect(() => (failed ? onReturn(() => again({ requestPolicy: "network-only" })) : undefined), [failed, again]);

  const problem: Problem | null = error && !data ? problemOf(error) : null;
  return {
    /** The first page, with what else was asked of the whole list. */
    head: first,
    rows,
    problem,
    loading: fetching && !data,
    loadingMore: more,
    hasMore: last?.pageInfo.hasNextPage ?? false,
    total: first?.totalCount,
    capped: first?.totalCountCapped ?? false,
    loadMore,
    retry,
  };
}
