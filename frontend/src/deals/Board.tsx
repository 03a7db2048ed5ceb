import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import {
  lazy,
  type MouseEvent,
  Suspense,
  startTransition,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { announce } from "../drag/announcer";
import { withTexts } from "../session/messages";
import { ErrorState } from "../ui/ErrorState";
import { BoardColumn, BoardSkeleton, COLUMN_WIDTH } from "./BoardColumn";
import type { BoardScope } from "./boardStore";
import { MoveContext, type MoveExtra, moveCard, type Refusal, reread } from "./moving";
import { columnPlaces, lanePlaces } from "./places";
import { useBoard } from "./useBoard";
import { useBoardDrag } from "./useBoardDrag";
import { useLaneRefusal } from "./useLaneRefusal";
import { useUndo } from "./useUndo";

const MoveMenu = lazy(() => withTexts(import("./MoveMenu")).then((module) => ({ default: module.MoveMenu })));
const BoardLanes = lazy(() => withTexts(import("./BoardLanes")).then((module) => ({ default: module.BoardLanes })));
const TransferDialog = lazy(() =>
  withTexts(import("../records/TransferDialog")).then((module) => ({ default: module.TransferDialog })),
);
const GateDialog = lazy(() => withTexts(import("./GateDialog")).then((module) => ({ default: module.GateDialog })));

type Props = { pipelineId: string | undefined; scope: BoardScope; lanes: boolean };

/** How many columns have their cards: at first those that a screen can show, then one more after each painting. */
function useDrawn(count: number) {
  const [drawn, setDrawn] = useState(() => Math.ceil(window.innerWidth / COLUMN_WIDTH));
  useEffect(() => {
    if (drawn < count) startTransition(() => setDrawn(drawn + 1));
  }, [drawn, count]);
  return drawn;
}

export function Board({ pipelineId, scope, lanes }: Props) {
  const { store, ready, problem, reload, more } = useBoard(pipelineId, scope, lanes);
  const places = useMemo(() => (lanes ? lanePlaces(store) : columnPlaces(store)), [store, lanes]);
  const root = useRef<HTMLDivElement>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [menu, setMenu] = useState<{ id: string; anchor: HTMLElement } | null>(null);
  const refocus = useRef<(id: string) => void>(() => undefined);
  const remember = useUndo(
    store,
    useCallback((id: string) => refocus.current(id), []),
  );

  const move = useCallback(
    async (id: string, list: string, index: number, version?: number, extra?: MoveExtra, key?: string) => {
      const again = (next: { version?: number; key?: string }) =>
        void move(id, list, index, next.version, extra, next.key);
      const name = store.card(id)?.name ?? "";
      const answer = await moveCard(store, id, { list, index }, { version, extra, key, again });
      if (answer === "failed") return announce(t`${name} was not moved`);
      if ("moved" in answer) {
        setRefusal(null);
        return remember(answer.moved);
      }
      announce(t`${name} was not moved: something is missing`);
      setRefusal(answer);
    },
    [store, remember],
  );

  const { gift, refuse, keep } = useLaneRefusal(store);
  const { held, active, onKeyDown, onBlur, onFocus, focusCard } = useBoardDrag({
    ...{ root, store, places, ready, move },
    onRefused: refuse,
  });
  refocus.current = focusCard;
  const moving = useMemo(
    () => ({
      move: async (id: string, list: string, index: number, version?: number) => {
        await move(id, list, index, version);
        refocus.current(id);
      },
      openMenu: (id: string, anchor: HTMLElement) => setMenu({ id, anchor }),
    }),
    [move],
  );

  const navigate = useNavigate();
  /** A click on a card means the deal, wherever on the card it is; a link opened beside stays the browser's own. */
  function openCard(event: MouseEvent) {
    const { target } = event;
    if (!(target instanceof Element) || target.closest("button")) return;
    const dealId = target.closest<HTMLElement>("[data-card]")?.dataset.card;
    const isBeside = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!dealId || (isBeside && target.closest("a"))) return;
    event.preventDefault();
    void navigate({ to: "/deals/$dealId", params: { dealId } });
  }

  const drawn = useDrawn(store.order.length);
  const refused = refusal && store.card(refusal.dealId);
  if (!ready) return problem ? <ErrorState problem={problem} onRetry={reload} /> : <BoardSkeleton />;
  return (
    <MoveContext value={moving}>
      <p id="board-keys" className="sr-only">
        <Trans>
          Space picks the card up, arrow keys choose the place, Space drops it, Escape gives up. Enter opens it.
        </Trans>
      </p>
      <div
        ref={root}
        onClick={openCard}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
        onFocus={onFocus}
        data-board
        className={clsx(
          "scrollbar-thin min-h-0 flex-1 snap-x snap-proximity sm:snap-none",
          lanes ? "overflow-auto overscroll-contain" : "flex gap-3 overflow-x-auto overscroll-x-contain p-3 md:px-6",
        )}
      >
        {lanes ? (
          <Suspense fallback={<BoardSkeleton />}>
            <BoardLanes store={store} active={active} held={held} onMore={more} />
          </Suspense>
        ) : (
          store.order.map((id, index) => (
            <BoardColumn key={id} {...{ store, id, active, held }} isDrawn={index < drawn} onMore={more} />
          ))
        )}
      </div>
      <Suspense>{menu && <MoveMenu store={store} open={menu} onClose={() => setMenu(null)} />}</Suspense>
      <Suspense>
        {gift && <TransferDialog {...gift} onClose={keep} onDone={() => void reread(store, [gift.id])} />}
      </Suspense>
      <Suspense>
        {refusal && refused && (
          <GateDialog
            deal={refused}
            stageName={store.column(refusal.place.list)?.name ?? ""}
            unmet={refusal.unmet}
            canOverride={refusal.canOverride}
            linkToDeal
            onClose={() => {
              setRefusal(null);
              focusCard(refusal.dealId);
            }}
            onMove={(extra) => move(refusal.dealId, refusal.place.list, refusal.place.index, undefined, extra)}
          />
        )}
      </Suspense>
    </MoveContext>
  );
}
