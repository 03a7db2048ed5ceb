import { Trans, useLingui } from "@lingui/react/macro";
import { useState, useSyncExternalStore } from "react";
import { CardList, PADDING, ROW } from "../board/CardList";
import { number } from "../session/formats";
import { BoardCard } from "./BoardCard";
import type { BoardStore } from "./boardStore";
import { cellOf, ownerOf } from "./laneFigures";

type Props = {
  store: BoardStore;
  stage: string;
  owner: string;
  active: string | null;
  held: string | null;
  /** The first cell of its lane with cards: where Tab enters it. */
  first: boolean;
  onMore: (id: string) => Promise<void>;
};

/** Pages asked for by one press: the column is paged as a whole, and a page may hold nothing of this owner. */
const TRIES = 4;

/** The deals of one owner in one stage. What is not shown, or not loaded yet, is said below and comes when asked for. */
export function LaneCell({ store, stage, owner, active, held, first, onMore }: Props) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const column = useSyncExternalStore(
    (listener) => store.subscribe(stage, listener),
    () => store.column(stage),
  );
  if (!column) return null;
  const cell = cellOf(stage, owner);
  const loaded = store.cell(stage, owner);
  const ids = loaded.slice(0, store.lanes.limit(cell));
  const all = column.hasMore ? Math.max(store.lanes.count(cell), loaded.length) : loaded.length;
  const hidden = number(all - ids.length);
  const missing = number(all - loaded.length);
  const here = active !== null && ownerOf(store.card(active)) === owner && store.homeOf(active) !== undefined;
  const { name } = column;
  const cards = number(all);

  async function more() {
    store.showMore(stage, owner);
    setAsking(true);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const got = store.cell(stage, owner).length;
      if (!store.column(stage)?.hasMore || got >= Math.min(store.lanes.limit(cell), store.lanes.count(cell))) break;
      await onMore(stage);
    }
    setAsking(false);
  }

  return (
    <div className="flex w-[85vw] max-w-76 shrink-0 flex-col rounded-2xl bg-sunken sm:w-72">
      <div
        data-drop-list={cell}
        {...(ids.length > 0 && { role: "list", "aria-label": t`${name}, ${cards} deals` })}
        className="relative min-h-14 grow rounded-2xl px-2"
      >
        <CardList
          draw={(id, at) => <BoardCard store={store} id={id} {...at} />}
          shown={ids.map((card, index) => ({ card, index }))}
          height={ids.length * ROW + (ids.length ? PADDING : 0)}
          held={held}
          tabStop={here ? (active ?? undefined) : first ? ids[0] : undefined}
        />
      </div>
      {all > ids.length && (
        <button
          type="button"
          disabled={asking}
          onClick={() => void more()}
          className="mx-2 mb-2 flex min-h-8 items-center justify-center gap-1.5 rounded-lg px-2 text-accent-text text-xs hover:bg-hover disabled:text-ink-3 coarse:min-h-11"
        >
          {asking ? <Trans>Loading…</Trans> : <Trans>Show {hidden} more</Trans>}
          {all > loaded.length && !asking && (
            <span className="text-ink-3">
              <Trans>({missing} not loaded yet)</Trans>
            </span>
          )}
        </button>
      )}
    </div>
  );
}
