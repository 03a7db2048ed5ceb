import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { act } from "../sync/act";
import { client } from "../sync/client";
import { PAST_CACHE } from "../sync/pastCache";
import { notify } from "../ui/notify";
import {
  ClaimedLeadsDocument,
  ClaimLeadDocument,
  type ClaimLeadMutation,
  ClaimLeadsDocument,
  type ClaimLeadsMutation,
  type WaitingLeadFragment,
} from "./pools.gen";

export type Claimed = Pick<NonNullable<ClaimLeadMutation["claimLead"]["lead"]>, "id" | "mobile">;
/** What became of a tap: shown as taken at once, then whole, or why it was not had. */
export type Claim = { row: WaitingLeadFragment; lead?: Claimed; lost?: string };
type Refused = ClaimLeadsMutation["claimLeads"]["claims"];

// What says the same of every lead is told once, not on each.
const OF_THE_PERSON = ["POOL_DAILY_LIMIT", "POOL_HOLDING_LIMIT"];

/** The claims of this visit; `again` reads the list anew when it turns out to be old. A refusal by a limit gives the lead back to the list and says why. */
export function useClaim(again: () => void) {
  const { t } = useLingui();
  const [claims, setClaims] = useState<Record<string, Claim>>({});
  const [busy, setBusy] = useState(false);
  const put = (id: string, claim: Claim | null) =>
    setClaims((now) => {
      const next = { ...now };
      if (claim) next[id] = claim;
      else delete next[id];
      return next;
    });

  async function claim(row: WaitingLeadFragment) {
    put(row.id, { row });
    const outcome = await act(ClaimLeadDocument, { input: { id: row.id } });
    if (outcome.ok && outcome.payload.lead) return put(row.id, { row, lead: outcome.payload.lead });
    const errors = outcome.ok ? [] : outcome.errors;
    const lost = errors.find((one) => one.code === "ALREADY_CLAIMED");
    if (lost) {
      put(row.id, { row, lost: lost.message });
      return again();
    }
    put(row.id, null);
    for (const error of errors) notify({ title: error.message, tone: "bad" });
    if (outcome.ok) notify({ title: t`The lead was claimed` });
  }

  /** Several in the order they are shown; whether they were asked for at all. */
  async function claimMany(rows: readonly WaitingLeadFragment[]): Promise<boolean> {
    setBusy(true);
    const outcome = await act(ClaimLeadsDocument, { input: { ids: rows.map((row) => row.id) } });
    setBusy(false);
    if (!outcome.ok) {
      for (const error of outcome.errors) notify({ title: error.message, tone: "bad" });
      return false;
    }
    const told = outcome.payload.claims;
    const had = told.filter((one) => one.isClaimed).map((one) => one.id);
    const of = new Map(rows.map((row) => [row.id, row]));
    const show = (leads: readonly Claimed[]) => {
      const known = new Map(leads.map((lead) => [lead.id, lead]));
      const next: Record<string, Claim> = {};
      for (const { id, isClaimed, code, message } of told) {
        const row = of.get(id);
        if (!row || (!isClaimed && OF_THE_PERSON.includes(code ?? ""))) continue;
        next[id] = { row, lead: known.get(id), lost: isClaimed ? undefined : (message ?? undefined) };
      }
      setClaims((now) => ({ ...now, ...next }));
    };
    show([]);
    tell(
      had.length,
      told.filter((one) => !one.isClaimed),
    );
    if (had.length === 0) return true;
    const { data } = await client.query(ClaimedLeadsDocument, { ids: had }, PAST_CACHE).toPromise();
    if (data) show(data.leads.nodes);
    return true;
  }

  function tell(count: number, refused: Refused) {
    const reasons = new Map<string, number>();
    for (const { message } of refused) if (message) reasons.set(message, (reasons.get(message) ?? 0) + 1);
    notify({
      title: count > 0 ? t`${count} leads are yours now` : t`None of the leads could be claimed`,
      detail: [...reasons].map(([message, times]) => `${times}× ${message}`).join(" ") || undefined,
      tone: count > 0 ? undefined : "bad",
    });
  }

  return { claims, claim, claimMany, busy, forget: (id: string) => put(id, null) };
}
