import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { act } from "../sync/act";
import { notify } from "../ui/notify";
import { ClaimLeadDocument, type ClaimLeadMutation, type WaitingLeadFragment } from "./pools.gen";

export type Claimed = NonNullable<ClaimLeadMutation["claimLead"]["lead"]>;
/** What became of a tap: shown as taken at once, then whole, or somebody was faster. */
export type Claim = { row: WaitingLeadFragment; lead?: Claimed; lost?: string };

/** The claims of this visit; `again` reads the list anew when it turns out to be old. A refusal by a limit gives the lead back to the list and says why. */
export function useClaim(again: () => void) {
  const { t } = useLingui();
  const [claims, setClaims] = useState<Record<string, Claim>>({});
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

  return { claims, claim, forget: (id: string) => put(id, null) };
}
