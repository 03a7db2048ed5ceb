import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { TypedDocumentNode } from "urql";
import { ClaimLeadDocument } from "../pools/pools.gen";
import { actOrTell } from "../sync/act";
import { notify } from "../ui/notify";
import {
  AcceptLeadDocument,
  HandOffLeadDocument,
  type LeadFactsFragment,
  ProtectLeadDocument,
  QualifyLeadDocument,
  ReactivateLeadDocument,
  RestoreLeadDocument,
  UnprotectLeadDocument,
} from "./leads.gen";

export type LeadVerbs = ReturnType<typeof useLeadVerbs>;

/** The verbs of a lead that need no word: one press each. A refusal says what to do. */
export function useLeadVerbs(lead: LeadFactsFragment | null | undefined) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);

  async function run(document: TypedDocumentNode<object, never>, done: string, versioned = true): Promise<boolean> {
    if (!lead) return false;
    setBusy(true);
    const input = versioned ? { id: lead.id, version: lead.version } : { id: lead.id };
    const outcome = await actOrTell(document, { input } as never);
    setBusy(false);
    if (outcome.ok) notify({ title: done });
    return outcome.ok;
  }
  const as = (document: object) => document as TypedDocumentNode<object, never>;

  return {
    busy,
    accept: () => run(as(AcceptLeadDocument), t`The lead is yours to work`),
    handOff: () => run(as(HandOffLeadDocument), t`The lead was handed to sales`),
    qualify: () => run(as(QualifyLeadDocument), t`The lead is sales qualified`),
    reactivate: () => run(as(ReactivateLeadDocument), t`The lead is being worked again`),
    protect: () => run(as(ProtectLeadDocument), t`The lead stays with its owner`),
    unprotect: () => run(as(UnprotectLeadDocument), t`The clock of the lead runs again`),
    claim: () => run(as(ClaimLeadDocument), t`The lead is yours`, false),
    restore: () => run(as(RestoreLeadDocument), t`The lead was restored and waits to be assigned`, false),
  };
}
