import { t } from "@lingui/core/macro";
import { createContext } from "react";
import type { Place } from "../drag/arithmetic";
import { withTexts } from "../session/messages";
import { act, newKey } from "../sync/act";
import { client } from "../sync/client";
import { PAST_CACHE } from "../sync/pastCache";
import type { UserError } from "../sync/problems";
import { notify } from "../ui/notify";
import { BoardCardsDocument, MoveDealDocument, type MoveDealInput, type MoveDealMutation } from "./board.gen";
import type { BoardStore } from "./boardStore";

export type Unmet = MoveDealMutation["moveDeal"]["unmet"][number];

/** A move the gate refused: what is missing, and everything needed to try again. */
export type Refusal = { dealId: string; place: Place; unmet: readonly Unmet[]; canOverride: boolean };
export type MoveExtra = Pick<MoveDealInput, "reason" | "override" | "fields">;
/** A move that was made and can be taken back: the deal as the move left it. */
export type Moved = { id: string; version: number; name: string; stage: string; changedStage: boolean };
export type Answer = Refusal | { moved: Moved } | "failed";

/** A missing reason is refused by itself, before the gate is asked; the form treats both alike. */
export function unmetOf(unmet: readonly Unmet[] | undefined, errors: readonly UserError[]): readonly Unmet[] {
  const reasons = errors.filter((error) => error.code === "REASON_NEEDED");
  return [
    ...(unmet ?? []),
    ...reasons.map((error) => ({ code: error.code, field: "reason", message: error.message, mandatory: true })),
  ];
}

type Moving = {
  /** Moves a card of the open board to an index in a list; `version` is the one the person saw when they began. */
  move: (id: string, list: string, index: number, version?: number) => void;
  openMenu: (id: string, anchor: HTMLElement) => void;
};

export const MoveContext = createContext<Moving>({ move: () => undefined, openMenu: () => undefined });

type Attempt = {
  extra?: MoveExtra;
  /** The version the person saw when they took the card; a newer one is a conflict, not theirs to overwrite. */
  version?: number;
  /** Sent again after a lost answer, so that one move is never made twice. */
  key?: string;
  /** Moves it once more from a notice, with everything a drop does. */
  again: (attempt: { version?: number; key?: string }) => void;
};

/**
 * Moves a card: at once on the screen, then at the server. Returns the refusal when the gate holds; the card is then
 * back where it was and a form can ask for what is missing.
 */
export async function moveCard(store: BoardStore, id: string, place: Place, attempt: Attempt): Promise<Answer> {
  const card = store.card(id);
  const from = store.placeOf(id);
  if (!card || !from) {
    gone();
    return "failed";
  }
  const { afterId, beforeId } = store.neighbours(id, place);
  const { version = card.version, key = newKey() } = attempt;
  store.moveOptimistic(id, place);
  const outcome = await act(
    MoveDealDocument,
    {
      input: { id, version, stageId: place.list, afterId, beforeId, idempotencyKey: key, ...attempt.extra },
      ...store.scope,
    },
    true,
  );
  const payload = outcome.payload;
  if (outcome.ok && payload?.deal) {
    store.confirm(payload.deal, payload.stages);
    const { name, version: left } = payload.deal;
    const stage = store.column(payload.deal.stage.id)?.name ?? "";
    return { moved: { id, version: left, name, stage, changedStage: from.list !== payload.deal.stage.id } };
  }
  store.rollback(id);
  if (outcome.ok) return "failed";
  const unmet = unmetOf(payload?.unmet, outcome.errors);
  if (unmet.length > 0) return { dealId: id, place, unmet, canOverride: payload?.canOverride ?? false };
  if (outcome.problem) {
    const { name } = card;
    const lost = outcome.problem.kind === "network";
    notify({
      title: lost ? t`No connection: “${name}” is back where it was` : outcome.problem.title,
      detail: lost ? t`The move was not saved.` : outcome.problem.detail,
      tone: "bad",
      undo: lost ? { label: t`Try again`, run: () => attempt.again({ version, key }) } : undefined,
    });
  }
  if (outcome.errors.length > 0) {
    const { explain } = await withTexts(import("./conflict"));
    for (const error of outcome.errors) await explain(store, card, payload?.deal, error, () => attempt.again({}));
  }
  return "failed";
}

export function gone() {
  notify({ title: t`This deal no longer exists, or you may no longer see it`, tone: "bad" });
}

/** Reads single cards anew as this board shows them; what it does not show any more is taken away. */
export async function reread(store: BoardStore, ids: readonly string[]) {
  const { where, search } = store.scope;
  const result = await client
    .query(BoardCardsDocument, { where: { and: [where ?? {}, { id: { in: [...ids] } }] }, search }, PAST_CACHE)
    .toPromise();
  if (!result.data) return;
  const found = new Set(result.data.deals.nodes.map((one) => one.id));
  for (const card of result.data.deals.nodes) store.refresh(card);
  for (const id of ids) if (!found.has(id) && !store.isPending(id)) store.remove(id);
}
