import type { MessageDescriptor } from "@lingui/core";
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useMemo } from "react";
import { findPartners } from "../assignment/findPartners";
import { findUsers } from "../identity/findUsers";
import { findPools } from "../pools/findPools";
import { act } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { HANDOFF_REASON, INVALID_REASON, RETURN_REASON } from "./labels";
import {
  AssignLeadDocument,
  InvalidateLeadDocument,
  type LeadFactsFragment,
  MoveLeadToPoolDocument,
  NurtureLeadDocument,
  RejectLeadDocument,
  ReturnLeadDocument,
  SetLeadPartnerDocument,
} from "./leads.gen";

export type LeadDialogName = "assign" | "partner" | "pool" | "return" | "nurture" | "invalid" | "reject";
type Props = { lead: LeadFactsFragment; name: LeadDialogName; onClose: () => void; onGone: () => void };
type Plan = {
  title: ReactNode;
  submit: ReactNode;
  fields: FieldSpec[];
  document: typeof ReturnLeadDocument;
  done: string;
};

/** What a dialog begins with. */
function before({ pool, partner }: LeadFactsFragment, name: LeadDialogName) {
  if (name === "pool" && pool) return { poolId: { value: pool.id, label: pool.name } };
  if (name === "partner" && partner) return { partnerId: { value: partner.id, label: partner.name } };
  return undefined;
}

/** The verbs of a lead that need a word: to whom, until when, why. */
export function LeadDialog({ lead, name, onClose, onGone }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const plan = useMemo<Plan>(() => {
    const why = (labels: Record<string, MessageDescriptor>, required = true): FieldSpec[] => [
      {
        name: "reason",
        label: t`Reason`,
        kind: "select",
        required,
        wide: true,
        options: Object.keys(labels).map((value) => ({ value, label: label(labels, value) })),
      },
      { name: "note", label: t`More about it`, kind: "area", max: 400, wide: true, hint: t`Needed for “Other”` },
    ];
    switch (name) {
      case "assign":
        return {
          title: t`Assign this lead`,
          submit: t`Assign`,
          done: t`The lead was assigned`,
          document: AssignLeadDocument as never,
          fields: [
            { name: "ownerId", label: t`Owner`, kind: "pick", required: true, find: findUsers, wide: true },
            { name: "reason", label: t`Reason`, kind: "area", max: 500, wide: true },
          ],
        };
      case "partner":
        return {
          title: t`Change the partner of this lead`,
          submit: t`Save`,
          done: t`The partner was changed`,
          document: SetLeadPartnerDocument as never,
          fields: [
            {
              name: "partnerId",
              label: t`Partner`,
              kind: "pick",
              find: findPartners,
              wide: true,
              hint: t`Its people see the lead and are told. Empty: no partner`,
            },
          ],
        };
      case "pool":
        return {
          title: t`Put this lead into another pool`,
          submit: t`Move`,
          done: t`The lead was moved`,
          document: MoveLeadToPoolDocument as never,
          fields: [
            {
              name: "poolId",
              label: t`Lead pool`,
              kind: "pick",
              find: findPools,
              wide: true,
              hint: t`Empty: in no pool`,
            },
          ],
        };
      case "nurture":
        return {
          title: t`Put this lead into nurturing`,
          submit: t`Nurture`,
          done: t`The lead is being nurtured`,
          document: NurtureLeadDocument as never,
          fields: [{ name: "nextFollowUpAt", label: t`Look at it again`, kind: "datetime", wide: true }],
        };
      case "return":
        return {
          title: t`Give this lead back`,
          submit: t`Give back`,
          done: t`The lead was given back`,
          document: ReturnLeadDocument,
          fields: why(RETURN_REASON, lead.pool?.returnReasonRequired !== false),
        };
      case "reject":
        return {
          title: t`Send this lead back to marketing`,
          submit: t`Send back`,
          done: t`The lead went back to marketing`,
          document: RejectLeadDocument as never,
          fields: why(HANDOFF_REASON),
        };
      default:
        return {
          title: t`This is no lead`,
          submit: t`Call it invalid`,
          done: t`The lead was called invalid`,
          document: InvalidateLeadDocument as never,
          fields: why(INVALID_REASON),
        };
    }
  }, [t, label, name, lead]);
  return (
    <RecordForm
      kind="dialog"
      title={plan.title}
      description={lead.name}
      fields={plan.fields}
      submit={plan.submit}
      record={before(lead, name)}
      touched={name === "nurture"}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = await act(plan.document, { input: { id: lead.id, version: lead.version, ...input } as never });
        if (!outcome.ok) return outcome.errors;
        notify({ title: plan.done });
        // Who gives a lead away may see it no more.
        if (!outcome.payload.lead) onGone();
        return null;
      }}
    />
  );
}
