import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import type { TypedDocumentNode } from "urql";
import { announce } from "../drag/announcer";
import { ClaimLeadDocument } from "../pools/pools.gen";
import { actOrTell } from "../sync/act";
import { notify } from "../ui/notify";
import { ReactivateLeadDocument, RestoreLeadDocument } from "./leads.gen";
import type { Card } from "./useLeadColumns";
import type { DirectVerb } from "./ways";

type Document = TypedDocumentNode<object, never>;

/** The verbs a drop on the board does by itself. A refusal says what to do. */
export function useLeadVerb() {
  const { t } = useLingui();
  return useCallback(
    async ({ id, version, name }: Card, verb: DirectVerb) => {
      const [document, done] = {
        claim: [ClaimLeadDocument as Document, t`“${name}” is yours`],
        reactivate: [ReactivateLeadDocument as Document, t`“${name}” is being worked again`],
        restore: [RestoreLeadDocument as Document, t`“${name}” was restored and waits to be assigned`],
      }[verb] as [Document, string];
      const input = verb === "reactivate" ? { id, version } : { id };
      const outcome = await actOrTell(document, { input } as never);
      if (outcome.ok) notify({ title: done });
      announce(outcome.ok ? done : t`${name} was not moved`);
    },
    [t],
  );
}
