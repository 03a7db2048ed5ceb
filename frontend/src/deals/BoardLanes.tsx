import { Trans, useLingui } from "@lingui/react/macro";
import { ChevronRightIcon, InboxIcon, UserRoundXIcon } from "lucide-react";
import { memo, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { PADDING, ROW } from "../board/CardList";
import { money, number, shortMoney } from "../session/formats";
import { currentLocale, recall, remember } from "../session/settings";
import { useViewer } from "../session/viewer";
import { Avatar } from "../ui/Avatar";
import { EmptyState } from "../ui/EmptyState";
import type { BoardStore } from "./boardStore";
import { ColumnHead } from "./ColumnHead";
import { LaneCell } from "./LaneCell";
import { cellOf, type Lane as LaneOf, NOBODY } from "./laneFigures";

type Shared = { store: BoardStore; active: string | null; held: string | null; onMore: (id: string) => Promise<void> };

/** The board parted by owner: the same columns, one row of cells for everybody who has something open. */
export function BoardLanes({ store, ...rest }: Shared) {
  const { user } = useViewer();
  useSyncExternalStore(
    (listener) => store.subscribe("lanes", listener),
    () => store.lanes.version,
  );
  const [folded, setFolded] = useState(() => new Set(recall("lanes.folded")?.split(",")));
  const toggle = useCallback((owner: string) => {
    setFolded((now) => {
      const next = new Set(now);
      if (!next.delete(owner)) next.add(owner);
      remember("lanes.folded", [...next].join(","));
      return next;
    });
  }, []);
  const { lanes, others } = store.lanes.lanes(store.column, user.id, currentLocale());
  const left = number(others);
  return (
    <div className="min-w-max px-3 pb-4 md:px-6">
      <div data-lanes-head className="sticky top-0 z-10 flex gap-3 bg-canvas pt-3 pb-1">
        {store.order.map((id) => (
          <div key={id} className="w-[85vw] max-w-76 shrink-0 snap-center rounded-xl bg-sunken sm:w-72">
            <LaneColumnHead store={store} id={id} />
          </div>
        ))}
      </div>
      {lanes.map((lane) => (
        <Lane
          key={lane.owner}
          store={store}
          {...rest}
          {...lane}
          mine={lane.owner === user.id}
          first={store.order.find((id) => store.cell(id, lane.owner).length > 0) ?? ""}
          folded={folded.has(lane.owner)}
          onToggle={toggle}
        />
      ))}
      {lanes.length === 0 && (
        <div className="sticky left-0 w-screen max-w-[min(100vw,60rem)]">
          <EmptyState icon={<InboxIcon />} title={<Trans>Nobody has an open deal here</Trans>} />
        </div>
      )}
      {others > 0 && (
        <p className="sticky left-3 w-fit max-w-[85vw] py-3 text-ink-3 text-xs md:left-6">
          <Trans>Not shown: {left} closed deals of people who have nothing open here.</Trans>
        </p>
      )}
    </div>
  );
}

function LaneColumnHead({ store, id }: { store: BoardStore; id: string }) {
  const column = useSyncExternalStore(
    (listener) => store.subscribe(id, listener),
    () => store.column(id),
  );
  return column ? <ColumnHead column={column} /> : null;
}

type Props = Shared & LaneOf & { mine: boolean; first: string; folded: boolean; onToggle: (owner: string) => void };

const Lane = memo(function Lane({ owner, name, count, base, mine, first, folded, onToggle, ...rest }: Props) {
  const { t } = useLingui();
  const { store } = rest;
  const { ref, seen } = useSeen();
  const who = owner === NOBODY ? t`No owner` : name;
  const open = number(count);
  // Cells are drawn once their lane comes near; until then it is as high as it will be.
  const rows = Math.max(
    ...store.order.map((id) => Math.min(store.lanes.limit(cellOf(id, owner)), store.lanes.count(cellOf(id, owner)))),
  );
  return (
    <section ref={ref} aria-label={t`${who}, ${open} open deals`} data-lane={owner} className="transition-opacity">
      <h3 className="sticky left-3 z-1 w-fit max-w-[85vw] md:left-6">
        <button
          type="button"
          aria-expanded={!folded}
          onClick={() => onToggle(owner)}
          className="flex min-h-10 max-w-full items-center gap-2 rounded-lg pr-2 text-sm hover:bg-hover coarse:min-h-11"
        >
          <ChevronRightIcon
            className={`size-4 shrink-0 text-ink-3 transition-transform ${folded ? "" : "rotate-90"}`}
          />
          {owner === NOBODY ? <UserRoundXIcon className="size-5 text-ink-3" /> : <Avatar name={name} />}
          <span className="truncate font-medium">{who}</span>
          {mine && (
            <span className="shrink-0 text-accent-text text-xs">
              <Trans context="the viewer's own lane">me</Trans>
            </span>
          )}
          <span className="tnum shrink-0 text-ink-3 text-xs" data-testid="lane-count">
            {open}
          </span>
          <span className="tnum shrink-0 text-ink-2 text-xs" title={money(base.toFixed(2))} data-testid="lane-sum">
            {shortMoney(base)}
          </span>
        </button>
      </h3>
      {!folded && (
        <div className="flex gap-3" style={seen ? undefined : { height: rows * ROW + 2 * PADDING }}>
          {seen &&
            store.order.map((id) => <LaneCell key={id} {...rest} stage={id} owner={owner} first={id === first} />)}
        </div>
      )}
    </section>
  );
});

/** True from the first time the element has been near the visible part of the board. */
function useSeen() {
  const ref = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || seen) return;
    const watch = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && setSeen(true), {
      root: element.closest("[data-board]"),
      rootMargin: "500px 0px",
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [seen]);
  return { ref, seen };
}
