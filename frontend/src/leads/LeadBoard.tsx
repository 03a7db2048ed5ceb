import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { ArrowUpIcon } from "lucide-react";
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { BoardFrame, IN_COLUMNS, useDrawn } from "../board/BoardFrame";
import { BoardSkeleton, CardColumn } from "../board/CardColumn";
import type { DrawCard } from "../board/CardList";
import type { Places } from "../board/places";
import { useBoardDrag } from "../board/useBoardDrag";
import { announce } from "../drag/announcer";
import { howMany } from "../session/formats";
import { useCan } from "../session/viewer";
import { Dot } from "../ui/Badge";
import { ErrorState } from "../ui/ErrorState";
import { notify } from "../ui/notify";
import { useLabel } from "../ui/useLabel";
import { useOverlay } from "../ui/useOverlay";
import { LeadCard } from "./LeadCard";
import { LeadMoveMenu } from "./LeadMoveMenu";
import { STATUS, STATUS_TONE } from "./labels";
import { type Scope, useLeadColumns } from "./useLeadColumns";
import { useLeadVerb } from "./useLeadVerb";
import { COLUMNS, type Rights, type Status, type Way, wayOf } from "./ways";

const MoveDialog = lazy(() => import("./LeadMoveDialog").then((module) => ({ default: module.LeadMoveDialog })));

/** Leads by status. A card goes where its verb leads; a drop that needs facts opens the dialog that asks for them. */
export function LeadBoard({ scope }: { scope: Scope }) {
  const { t } = useLingui();
  const label = useLabel();
  const navigate = useNavigate();
  const openOverlay = useOverlay();
  const { cards, homes, columns, ready, problem, reload, onMore, show, take } = useLeadColumns(scope);
  const root = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<{ id: string; anchor: HTMLElement } | null>(null);
  const [asked, setAsked] = useState<{ id: string; name: Extract<Way, { kind: "dialog" }>["name"] } | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const rights: Rights = {
    own: useCan("lead.own"),
    assign: useCan("lead.assign"),
    accept: useCan("lead.accept"),
    restore: useCan("lead.restore"),
  };
  const { own, assign, accept, restore } = rights;
  const way = useCallback(
    (id: string, to: string) => {
      const card = cards.get(id);
      return card ? wayOf(card, to as Status, { own, assign, accept, restore }) : null;
    },
    [cards, own, assign, accept, restore],
  );
  const verb = useLeadVerb();

  // What the hand asks about is always the newest, and the engine is not attached anew for it.
  const now = useRef({ cards, homes, columns, way });
  now.current = { cards, homes, columns, way };
  const places = useMemo<Places>(
    () => ({
      ids: (list) => now.current.columns.get(list as Status)?.ids ?? [],
      placeOf: (id) => {
        const list = now.current.homes.get(id);
        const index = list ? (now.current.columns.get(list)?.ids.indexOf(id) ?? -1) : -1;
        return list && index >= 0 ? { list, index } : undefined;
      },
      around: (id) => COLUMNS.filter((to) => now.current.homes.get(id) === to || now.current.way(id, to)),
      accepts: (list, id) => now.current.homes.get(id) === list || now.current.way(id, list) !== null,
      nameOf: (list) => label(STATUS, list),
      laneOf: () => null,
      inColumn: (_, place) => place,
    }),
    [label],
  );
  const board = useMemo(() => ({ card: (id: string) => now.current.cards.get(id) }), []);

  const refuse = useCallback(
    (id: string, list: string) => {
      const from = label(STATUS, now.current.homes.get(id));
      const to = label(STATUS, list);
      const title = t`A lead does not go from “${from}” to “${to}” by itself`;
      announce(title);
      notify({ title });
    },
    [label, t],
  );
  const move = useCallback(
    async (id: string, list: string) => {
      const card = now.current.cards.get(id);
      const how = now.current.way(id, list);
      if (!card || now.current.homes.get(id) === list) return;
      if (!how) return refuse(id, list);
      if (how.kind === "dialog") return setAsked({ id, name: how.name });
      if (how.kind === "log") return void openOverlay("activity", id);
      const back = show(id, list as Status);
      setBusy(id);
      await verb(card, how.verb);
      setBusy(null);
      back();
    },
    [openOverlay, refuse, show, verb],
  );
  const gone = useCallback(() => {
    notify({ title: t`This lead no longer exists, or you may no longer see it`, tone: "bad" });
  }, [t]);
  const { held, active, focusCard, ...keys } = useBoardDrag({
    ...{ root, places, ready, move },
    cards: board,
    onRefused: refuse,
    onGone: gone,
    fixed: t`You may not move this lead.`,
  });
  const openMenu = useCallback((id: string, anchor: HTMLElement) => setMenu({ id, anchor }), []);
  const draw = useCallback<DrawCard>(
    (id, at) => {
      const card = cards.get(id);
      const movable = COLUMNS.some((to) => way(id, to));
      return card && <LeadCard card={card} movable={movable} busy={busy === id} onMenu={openMenu} {...at} />;
    },
    [cards, way, busy, openMenu],
  );
  const drawn = useDrawn(COLUMNS.length);
  if (!ready) return problem ? <ErrorState problem={problem} onRetry={reload} /> : <BoardSkeleton />;
  const asking = asked && cards.get(asked.id);
  const open = menu && cards.get(menu.id);
  return (
    <>
      <BoardFrame
        root={root}
        keys={keys}
        className={IN_COLUMNS}
        onOpen={(leadId) => void navigate({ to: "/leads/$leadId", params: { leadId } })}
      >
        {COLUMNS.map((status, index) => {
          const column = columns.get(status);
          if (!column) return null;
          const name = label(STATUS, status);
          const count = howMany({ total: column.count, capped: column.capped });
          return (
            <CardColumn
              key={status}
              id={status}
              label={t`${name}, ${count} leads`}
              head={
                <header className="flex items-center gap-2 px-3 pt-2.5 pb-1.5">
                  <Dot tone={STATUS_TONE[status]} />
                  <h2 className="min-w-0 truncate font-medium text-sm">{name}</h2>
                  <span className="tnum text-ink-3 text-xs" data-testid="column-count">
                    {count}
                  </span>
                  {column.fresh.length > 0 && (
                    <NewCards
                      count={column.fresh.length}
                      onTake={(button) => {
                        take(column.fresh);
                        button.closest("section")?.querySelector("[data-drop-list]")?.scrollTo({ top: 0 });
                      }}
                    />
                  )}
                </header>
              }
              empty={t`No leads here`}
              {...{ active, held, draw }}
              ids={column.ids}
              hasMore={column.hasMore}
              loading={column.loading}
              isDrawn={index < drawn}
              byHand={false}
              onMore={onMore}
            />
          );
        })}
      </BoardFrame>
      {menu && open && (
        <LeadMoveMenu
          card={open}
          anchor={menu.anchor}
          way={way}
          onMove={(to) => void move(open.id, to)}
          onClose={() => setMenu(null)}
        />
      )}
      <Suspense>
        {asked && asking && (
          <MoveDialog
            id={asked.id}
            name={asked.name}
            onClose={() => {
              setAsked(null);
              focusCard(asked.id);
            }}
          />
        )}
      </Suspense>
    </>
  );
}

/** Says how many leads have come, without moving those that are looked at. */
function NewCards({ count, onTake }: { count: number; onTake: (button: HTMLElement) => void }) {
  const { t } = useLingui();
  return (
    <button
      type="button"
      className="-my-1.5 ml-auto flex items-center gap-1 rounded-full bg-accent px-2 py-0.5 font-medium text-accent-fg text-xs hover:bg-accent-hover coarse:px-3 coarse:py-1.5"
      onClick={(event) => onTake(event.currentTarget)}
    >
      <ArrowUpIcon className="size-3.5" />
      <span aria-live="polite">{t`${count} new`}</span>
    </button>
  );
}
