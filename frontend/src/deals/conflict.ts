import { t } from "@lingui/core/macro";
import { date, money } from "../session/formats";
import type { BoardStore, Card } from "./boardStore";

/** What somebody else has changed about a card, in words. */
export function differences(before: Card, now: Card, store: BoardStore): string[] {
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
