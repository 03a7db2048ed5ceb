import { t } from "@lingui/core/macro";
import { createContext } from "react";
import type { Place } from "../drag/arithmetic";
import { act } from "../sync/act";
import type { UserError } from "../sync/problems";
import { notify } from "../ui/notify";
import { MoveDealDocument, type MoveDealInput, type MoveDealMutation } from "./board.gen";
import type { BoardStore } from "./boardStore";

export type Unmet = MoveDealMutation["moveDeal"]["unmet"][number];

/** A move the gate refused: what is missing, and everything needed to try again. */
export type Refusal = { dealId: string; place: Place; unmet: readonly Unmet[]; canOverride: boolean };
export type MoveExtra = Pick<MoveDealInput, "reason" | "override" | "fields">;

/** A missing reason is refused by itself, before the gate is asked; the form treats both alike. */
export function unmetOf(unmet: readonly Unmet[] | undefined, errors: readonly UserError[]): readonly Unmet[] {
  const reasons = errors.filter((error) => error.code === "REASON_NEEDED");
  return [
    ...(unmet ?? []),
    ...reasons.map((error) => ({ code: error.code, field: "reason", message: error.message, mandatory: true })),
  ];
}

type Moving = {
  /** Moves a card of the open board to an index in a list. */
  move: (id: string, list: string, index: number) => void;
  openMenu: (id: string, anchor: HTMLElement) => void;
};

export const MoveContext = createContext<Moving>({ move: () => undefined, openMenu: () => undefined });

/**
 * Moves a card: at once on the screen, then at the server. Returns the refusal when the gate holds; the card is then
 * back where it was and a form can ask for what is missing.
 */
export async function moveCard(
  store: BoardStore,
  id: string,
  place: Place,
  extra: MoveExtra = {},
): Promise<Refusal | "moved" | "failed"> {
  const card = store.card(id);
  const from = store.placeOf(id);
  if (!card || !from) return "failed";
  const { afterId, beforeId } = store.neighbours(id, place);
  store.moveOptimistic(id, place);
  const outcome = await act(MoveDealDocument, {
    input: { id, version: card.version, stageId: place.list, afterId, beforeId, ...extra },
  });
  const payload = outcome.payload;
  if (outcome.ok && payload?.deal) {
    store.confirm(payload.deal, payload.stages);
    return "moved";
  }
  store.rollback(id);
  const errors = outcome.ok ? [] : outcome.errors;
  const unmet = unmetOf(payload?.unmet, errors);
  if (unmet.length > 0) return { dealId: id, place, unmet, canOverride: payload?.canOverride ?? false };
  if (errors.some((error) => error.code === "CONFLICT")) {
    if (payload?.deal) store.merge(payload.deal);
    notify({
      title: t`Somebody else changed this deal meanwhile`,
      detail: t`It now shows the newest state. Please move it again if you still want to.`,
      tone: "bad",
    });
  } else if (errors.some((error) => error.code === "NOT_FOUND")) {
    store.remove(id);
    notify({ title: t`This deal no longer exists, or you may no longer see it`, tone: "bad" });
  } else {
    for (const error of errors) notify({ title: error.message, tone: "bad" });
  }
  return "failed";
}
