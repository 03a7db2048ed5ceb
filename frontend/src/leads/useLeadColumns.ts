import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useQuery } from "urql";
import { client } from "../sync/client";
import { onResync } from "../sync/live";
import { onReturn } from "../sync/network";
import { problemOf } from "../sync/problems";
import type { Where } from "../views/definition";
import { LeadBoardDocument, type LeadCardFragment, type LeadColumnFragment, LeadColumnPageDocument } from "./board.gen";
import { useLeadFeed } from "./useLeadFeed";
import { COLUMNS, type Status } from "./ways";

export type Card = LeadCardFragment;
export type Column = {
  ids: readonly string[];
  count: number;
  capped: boolean;
  hasMore: boolean;
  loading: boolean;
  /** Cards others have brought that are not shown yet. */
  fresh: readonly string[];
};
/** What the board is narrowed to. */
export type Scope = { where: Where; search: string | undefined };
type Pages = Partial<Record<Status, { start: string | null; pages: readonly LeadColumnFragment[]; loading: boolean }>>;

const FIRST = 30;
// As the list of leads comes: whoever waits for an answer first, then the newest.
const ORDER = [
  { field: "RESPONSE_DUE_AT", direction: "ASC" },
  { field: "CREATED_AT", direction: "DESC" },
] as const;

const whereOf = ({ where }: Scope, status: Status) => ({ and: [where, { status: { eq: status } }] });

const due = (card: Card) => (card.responseDueAt ? Date.parse(card.responseDueAt) : Number.POSITIVE_INFINITY);
const inOrder = (a: Card, b: Card) =>
  due(a) === due(b) ? Date.parse(b.createdAt) - Date.parse(a.createdAt) || (a.id < b.id ? 1 : -1) : due(a) - due(b);

/**
 * The leads of a board, column by column. A card stands where its status says, or where the hand has just put it;
 * counts are the server's, moved along until it has counted anew.
 */
export function useLeadColumns(scope: Scope) {
  const said = JSON.stringify(scope);
  const variables = useMemo(() => {
    const now = JSON.parse(said) as Scope;
    const wheres = COLUMNS.map((status) => [status.toLowerCase(), whereOf(now, status)]);
    return { first: FIRST, search: now.search ?? null, orderBy: ORDER, ...Object.fromEntries(wheres) };
  }, [said]);
  const [{ data, error, stale }, again] = useQuery({
    query: LeadBoardDocument,
    variables: variables as never,
    requestPolicy: "cache-and-network",
  });
  const [more, setMore] = useState<{ said: string; of: Pages }>({ said, of: {} });
  const [moved, setMoved] = useState<Record<string, Status>>({});
  const reload = useCallback(() => again({ requestPolicy: "network-only" }), [again]);
  useEffect(() => onResync(reload), [reload]);
  useEffect(() => onReturn(reload), [reload]);

  // Null until the first answer: what happens before it is no news.
  const known = useRef<ReadonlySet<string> | null>(null);
  const { held, gone, take } = useLeadFeed(
    useCallback((id: string) => known.current?.has(id) === false, []),
    reload,
  );

  const state = useMemo(() => {
    const cards = new Map<string, Card>();
    const homes = new Map<string, Status>();
    const columns = new Map<Status, Column>();
    if (!data) return { cards, homes, columns, ends: new Map<Status, string | null>() };
    const first = (status: Status) => data[status.toLowerCase() as Lowercase<Status>];
    const listed = new Map<string, Status>();
    const ends = new Map<Status, string | null>();
    for (const status of COLUMNS) {
      const extra = more.said === said ? more.of[status] : undefined;
      const pages = [first(status), ...(extra?.start === first(status).pageInfo.endCursor ? extra.pages : [])];
      const fresh: string[] = [];
      for (const card of pages.flatMap((page) => page.nodes)) {
        if (gone.has(card.id)) continue;
        if (held.has(card.id) && !moved[card.id]) {
          fresh.push(card.id);
          continue;
        }
        cards.set(card.id, card);
        listed.set(card.id, status);
        homes.set(card.id, moved[card.id] ?? (card.status as Status));
      }
      const last = pages.at(-1)?.pageInfo;
      ends.set(status, last?.endCursor ?? null);
      columns.set(status, {
        ids: [],
        count: first(status).totalCount,
        capped: first(status).totalCountCapped,
        hasMore: last?.hasNextPage ?? false,
        loading: extra?.loading ?? false,
        fresh,
      });
    }
    for (const status of COLUMNS) {
      const column = columns.get(status) as Column;
      const here = [...cards.values()].filter((card) => homes.get(card.id) === status).sort(inOrder);
      const come = here.filter((card) => listed.get(card.id) !== status).length;
      const gone = [...listed].filter(([id, at]) => at === status && homes.get(id) !== status).length;
      columns.set(status, {
        ...column,
        ids: here.map((card) => card.id),
        count: column.capped ? column.count : Math.max(0, column.count + come - gone),
      });
    }
    return { cards, homes, columns, ends };
  }, [data, more, moved, said, held, gone]);
  known.current = data ? new Set(state.cards.keys()) : null;

  const onMore = useCallback(
    async (id: string) => {
      const status = id as Status;
      const start = data?.[status.toLowerCase() as Lowercase<Status>].pageInfo.endCursor ?? null;
      const after = state.ends.get(status);
      if (!after || state.columns.get(status)?.loading) return;
      const part = (
        change: (pages: readonly LeadColumnFragment[]) => readonly LeadColumnFragment[],
        loading: boolean,
      ) =>
        setMore((now) => {
          const of = now.said === said ? now.of : {};
          const known = of[status]?.start === start ? (of[status]?.pages ?? []) : [];
          return { said, of: { ...of, [status]: { start, pages: change(known), loading } } };
        });
      part((pages) => pages, true);
      const where = whereOf(JSON.parse(said) as Scope, status);
      const { search } = variables;
      const asked = { first: FIRST, after, search, orderBy: ORDER, where } as never;
      const page = (await client.query(LeadColumnPageDocument, asked).toPromise()).data?.leads;
      part((pages) => (page ? [...pages, page] : pages), false);
    },
    [data, state, said, variables],
  );

  /** Shows a card in another column while its verb is on the way; answers with what takes that back. */
  const show = useCallback((id: string, status: Status) => {
    setMoved((now) => ({ ...now, [id]: status }));
    return () => setMoved((now) => Object.fromEntries(Object.entries(now).filter(([one]) => one !== id)));
  }, []);

  return {
    ...state,
    ready: !!data,
    stale,
    problem: error && !data ? problemOf(error) : null,
    reload,
    onMore,
    show,
    take,
  };
}
