import { InboxIcon } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { Skeleton } from "../ui/Skeleton";
import { useRows } from "../ui/useRows";
import { CardList, type DrawCard, PADDING, ROW } from "./CardList";

/** The least a column with its gap takes on a wide screen; on a phone it is all but the rim. */
export const COLUMN_WIDTH = 300;
const ROWS = { height: ROW, padding: PADDING, overscan: 4 };

type Props = {
  id: string;
  /** What a screen reader calls it. */
  label: string;
  head: ReactNode;
  empty: ReactNode;
  ids: readonly string[];
  hasMore: boolean;
  loading: boolean;
  active: string | null;
  held: string | null;
  /** Whether its turn has come to show its cards. */
  isDrawn: boolean;
  /** The last change of its cards was the person's own: what they look at follows their hand then. */
  byHand: boolean;
  draw: DrawCard;
  onMore: (id: string) => void;
};

/** A column of a board: its head stays, its cards scroll, only those that are seen are drawn, more come as the end is near. */
export function CardColumn({
  id,
  label,
  head,
  empty,
  ids,
  hasMore,
  loading,
  active,
  held,
  isDrawn,
  byHand,
  ...rest
}: Props) {
  const { draw, onMore } = rest;
  const scroller = useRef<HTMLDivElement>(null);
  const { first, last } = useRows(scroller, ids.length, ROWS);
  const shown = (isDrawn ? ids.slice(first, last + 1) : []).map((card, index) => ({ card, index: first + index }));
  // The card in the keyboard's hand stays mounted however far its column scrolls: it has the focus.
  const kept = held === null ? -1 : ids.indexOf(held);
  if (held !== null && kept >= 0 && kept < first) shown.unshift({ card: held, index: kept });
  if (held !== null && kept > last) shown.push({ card: held, index: kept });

  useEffect(() => {
    if (hasMore && !loading && last >= ids.length - 8) onMore(id);
  }, [hasMore, loading, last, ids.length, id, onMore]);

  useStillView(scroller, ids, byHand);

  return (
    <section
      aria-label={label}
      // A column beside the screen is neither laid out nor painted until it is scrolled to.
      className="flex h-full w-[85vw] max-w-76 shrink-0 snap-center flex-col rounded-2xl bg-sunken [content-visibility:auto] sm:w-72"
    >
      {head}
      <div
        ref={scroller}
        data-drop-list={id}
        role={ids.length > 0 ? "list" : undefined}
        className="scrollbar-thin relative min-h-0 flex-1 overflow-y-auto overscroll-y-contain rounded-b-2xl px-2"
      >
        <CardList
          shown={shown}
          height={ids.length * ROW + 2 * PADDING}
          held={held}
          tabStop={active && ids.includes(active) ? active : ids[0]}
          draw={draw}
        />
        {loading && <Skeleton className="mb-2 h-26 rounded-xl" />}
        {ids.length === 0 && !loading && (
          <div className="pointer-events-none absolute inset-x-0 top-10 flex flex-col items-center gap-1.5 text-ink-3 text-xs">
            <InboxIcon className="size-4" />
            {empty}
          </div>
        )}
      </div>
    </section>
  );
}

/** When others put cards above what is seen, or take some away, what is seen stays where it is. */
function useStillView(scroller: RefObject<HTMLElement | null>, ids: readonly string[], byHand: boolean) {
  const before = useRef(ids);
  useLayoutEffect(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = ids;
    if (!element || old === ids || byHand || element.scrollTop < PADDING) return;
    const first = Math.floor((element.scrollTop - PADDING) / ROW);
    for (let index = first; index < Math.min(old.length, first + 12); index += 1) {
      const now = ids.indexOf(old[index] ?? "");
      if (now < 0) continue;
      if (now !== index) element.scrollTop += (now - index) * ROW;
      return;
    }
  }, [scroller, ids, byHand]);
}

export function BoardSkeleton() {
  return (
    <div className="flex h-full gap-3 overflow-hidden p-3 md:px-6" aria-busy>
      {[4, 3, 5, 2, 1].map((cards, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing has an identity yet
        <div key={column} className="flex w-[85vw] max-w-76 shrink-0 flex-col gap-2 rounded-2xl bg-sunken p-2 sm:w-72">
          <Skeleton className="mx-1 mt-1 mb-3 h-4 w-28" />
          {Array.from({ length: cards }, (_, card) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: nothing has an identity yet
            <Skeleton key={card} className="h-26 rounded-xl" />
          ))}
        </div>
      ))}
    </div>
  );
}
