import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { TypedDocumentNode } from "urql";
import { ClaimAccountDocument } from "../pools/pools.gen";
import { actOrTell } from "../sync/act";
import { notify } from "../ui/notify";
import {
  type AccountFactsFragment,
  LockAccountDocument,
  ProtectAccountDocument,
  UnlockAccountDocument,
  UnprotectAccountDocument,
} from "./accounts.gen";

export type AccountVerbs = ReturnType<typeof useAccountVerbs>;

/** The verbs of an account and its pool that need no word: one press each. A refusal says what to do. */
export function useAccountVerbs(account: AccountFactsFragment | null | undefined) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);

  async function run(document: object, done: string, versioned = true) {
    if (!account) return;
    setBusy(true);
    const input = versioned ? { id: account.id, version: account.version } : { id: account.id };
    const outcome = await actOrTell(document as TypedDocumentNode<object, never>, { input } as never);
    setBusy(false);
    if (outcome.ok) notify({ title: done });
  }

  return {
    busy,
    claim: () => void run(ClaimAccountDocument, t`The account is yours`, false),
    protect: () => void run(ProtectAccountDocument, t`The account stays with its owner`),
    unprotect: () => void run(UnprotectAccountDocument, t`The clock of the account runs again`),
    lock: () => void run(LockAccountDocument, t`The account is locked: it stays with its owner`),
    unlock: () => void run(UnlockAccountDocument, t`The clock of the account runs again`),
  };
}
