import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { act } from "../sync/act";
import { client } from "../sync/client";
import { PAST_CACHE } from "../sync/pastCache";
import { notify } from "../ui/notify";
import { type Claimed, DOCS, type Held, type Row } from "./held";

/** What became of a tap: shown as taken at once, then whole, or why it was not had. */
export type Claim = { row: Row; had?: Claimed; lost?: string };
type Refused = readonly { code: string | null; message: string | null }[];

// What says the same of every card is told once, not on each.
const OF_THE_PERSON = ["POOL_DAILY_LIMIT", "POOL_HOLDING_LIMIT"];

/** The claims of this visit; `again` reads the list anew when it turns out to be old. A refusal by a limit gives the card back to the list and says why. */
export function useClaim(held: Held, again: () => void) {
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

  async function claim(row: Row) {
    put(row.id, { row });
    const outcome = await act(DOCS[held].claim, { input: { id: row.id } });
    const had = outcome.ok && outcome.payload.row;
    if (had) return put(row.id, { row, had: { id: had.id, number: had.mobile ?? had.phone } });
    const errors = outcome.ok ? [] : outcome.errors;
    const lost = errors.find((one) => one.code === "ALREADY_CLAIMED");
    if (lost) {
      put(row.id, { row, lost: lost.message });
      return again();
    }
    put(row.id, null);
    for (const error of errors) notify({ title: error.message, tone: "bad" });
    if (outcome.ok) notify({ title: held === "lead" ? t`The lead was claimed` : t`The account was claimed` });
  }

  /** Several in the order they are shown; whether they were asked for at all. */
  async function claimMany(rows: readonly Row[]): Promise<boolean> {
    setBusy(true);
    const outcome = await act(DOCS[held].claimMany, { input: { ids: rows.map((row) => row.id) } });
    setBusy(false);
    if (!outcome.ok) {
      for (const error of outcome.errors) notify({ title: error.message, tone: "bad" });
      return false;
    }
    const told = outcome.payload.claims;
    const had = told.filter((one) => one.isClaimed).map((one) => one.id);
    const of = new Map(rows.map((row) => [row.id, row]));
    const show = (found: readonly Claimed[]) => {
      const known = new Map(found.map((one) => [one.id, one]));
      const next: Record<string, Claim> = {};
      for (const { id, isClaimed, code, message } of told) {
        const row = of.get(id);
        if (!row || (!isClaimed && OF_THE_PERSON.includes(code ?? ""))) continue;
        next[id] = { row, had: known.get(id), lost: isClaimed ? undefined : (message ?? undefined) };
      }
      setClaims((now) => ({ ...now, ...next }));
    };
    show([]);
    tell(
      had.length,
      told.filter((one) => !one.isClaimed),
    );
    if (had.length === 0) return true;
    const { data } = await client.query(DOCS[held].claimed, { ids: had }, PAST_CACHE).toPromise();
    if (data) show(data.claimed.nodes);
    return true;
  }

  function title(count: number) {
    if (held === "account")
      return count > 0 ? t`${count} accounts are yours now` : t`None of the accounts could be claimed`;
    return count > 0 ? t`${count} leads are yours now` : t`None of the leads could be claimed`;
  }

  function tell(count: number, refused: Refused) {
    const reasons = new Map<string, number>();
    for (const { message } of refused) if (message) reasons.set(message, (reasons.get(message) ?? 0) + 1);
    notify({
      title: title(count),
      detail: [...reasons].map(([message, times]) => `${times}× ${message}`).join(" ") || undefined,
      tone: count > 0 ? undefined : "bad",
    });
  }

  return { claims, claim, claimMany, busy, forget: (id: string) => put(id, null) };
}
