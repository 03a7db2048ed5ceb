import { t } from "@lingui/core/macro";
import { date, money } from "../session/formats";
import type { UserError } from "../sync/problems";
import { notify } from "../ui/notify";
import type { BoardStore } from "./boardStore";
import type { Card } from "./column";
import { gone, reread } from "./moving";

/** What somebody else has changed about a card, in words. */
function differences(before: Card, now: Card, store: BoardStore): string[] {
  const stage = store.column(now.stage.id)?.name ?? "…";
  const amount = now.amount ? money(now.amount.amount, now.amount.currency) : "—";
  const close = date(now.expectedCloseDate) || "—";
  const owner = now.owner?.name ?? "—";
  const { name } = now;
  const found: [boolean, string][] = [
    [before.stage.id !== now.stage.id, t`Stage: ${stage}`],
    [before.name !== now.name, t`Name: ${name}`],
    [before.baseAmount !== now.baseAmount, t`Amount: ${amount}`],
    [before.expectedCloseDate !== now.expectedCloseDate, t`Expected close: ${close}`],
    [before.owner?.id !== now.owner?.id, t`Owner: ${owner}`],
    [before.pausedUntil !== now.pausedUntil, t`Pause`],
  ];
  return found.filter(([differs]) => differs).map(([, text]) => text);
}

/** Tells why a move was refused and brings the card up to date. */
export async function explain(
  store: BoardStore,
  card: Card,
  now: Card | null | undefined,
  error: UserError,
  again: () => void,
) {
  if (error.code === "CONFLICT") {
    const { name } = card;
    const what = now ? differences(card, now, store).join(" · ") : "";
    if (now) store.merge(now);
    notify({
      title: error.message,
      detail: what ? t`“${name}” is now: ${what}. Your move was not made.` : t`“${name}” was not moved.`,
      tone: "bad",
      undo: now ? { label: t`Move it anyway`, run: again } : undefined,
    });
  } else if (error.code === "NOT_FOUND") {
    store.remove(card.id);
    gone();
  } else {
    notify({ title: error.message, tone: "bad" });
    if (error.code === "FORBIDDEN") await reread(store, [card.id]);
  }
}
