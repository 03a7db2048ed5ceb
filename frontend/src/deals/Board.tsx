import { t } from "@lingui/core/macro";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { BoardFrame, IN_COLUMNS, useDrawn } from "../board/BoardFrame";
import { BoardSkeleton } from "../board/CardColumn";
import { useBoardDrag } from "../board/useBoardDrag";
import { announce } from "../drag/announcer";
import { withTexts } from "../session/messages";
import { ErrorState } from "../ui/ErrorState";
import { BoardColumn } from "./BoardColumn";
import type { BoardScope } from "./boardStore";
import { gone, MoveContext, type MoveExtra, moveCard, type Refusal, reread } from "./moving";
import { columnPlaces, lanePlaces } from "./places";
import { useBoard } from "./useBoard";
import { useLaneRefusal } from "./useLaneRefusal";
import { useUndo } from "./useUndo";

const MoveMenu = lazy(() => withTexts(import("./MoveMenu")).then((module) => ({ default: module.MoveMenu })));
const BoardLanes = lazy(() => withTexts(import("./BoardLanes")).then((module) => ({ default: module.BoardLanes })));
const TransferDialog = lazy(() =>
  withTexts(import("../records/TransferDialog")).then((module) => ({ default: module.TransferDialog })),
);
const GateDialog = lazy(() => withTexts(import("./GateDialog")).then((module) => ({ default: module.GateDialog })));

type Props = { pipelineId: string | undefined; scope: BoardScope; lanes: boolean };

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
    ...{ root, places, ready, move },
    cards: store,
    onRefused: refuse,
    onGone: gone,
    fixed: t`You may not move this deal.`,
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
  const drawn = useDrawn(store.order.length);
  const refused = refusal && store.card(refusal.dealId);
  if (!ready) return problem ? <ErrorState problem={problem} onRetry={reload} /> : <BoardSkeleton />;
  return (
    <MoveContext value={moving}>
      <BoardFrame
        root={root}
        keys={{ onKeyDown, onBlur, onFocus }}
        className={lanes ? "relative overflow-auto overscroll-contain" : IN_COLUMNS}
        onOpen={(dealId) => void navigate({ to: "/deals/$dealId", params: { dealId } })}
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
      </BoardFrame>
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
