import { useLingui } from "@lingui/react/macro";
import { findPartners } from "../assignment/findPartners";
import { findPools } from "../pools/findPools";
import { type Plan, useVerbFields, VerbDialog } from "../records/VerbDialog";
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

/** What a dialog begins with. */
function before({ pool, partner }: LeadFactsFragment, name: LeadDialogName) {
  if (name === "pool" && pool) return { poolId: { value: pool.id, label: pool.name } };
  if (name === "partner" && partner) return { partnerId: { value: partner.id, label: partner.name } };
  return undefined;
}

/** The verbs of a lead that need a word: to whom, until when, why. */
export function LeadDialog({ lead, name, onClose, onGone }: Props) {
  const { t } = useLingui();
  const { owner, pool, why } = useVerbFields();
  const plans: Record<LeadDialogName, () => Plan> = {
    assign: () => ({
      title: t`Assign this lead`,
      submit: t`Assign`,
      done: t`The lead was assigned`,
      document: AssignLeadDocument,
      fields: owner(),
    }),
    partner: () => ({
      title: t`Change the partner of this lead`,
      submit: t`Save`,
      done: t`The partner was changed`,
      document: SetLeadPartnerDocument,
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
    }),
    pool: () => ({
      title: t`Put this lead into another pool`,
      submit: t`Move`,
      done: t`The lead was moved`,
      document: MoveLeadToPoolDocument,
      fields: pool(t`Lead pool`, findPools),
    }),
    nurture: () => ({
      title: t`Put this lead into nurturing`,
      submit: t`Nurture`,
      done: t`The lead is being nurtured`,
      document: NurtureLeadDocument,
      fields: [{ name: "nextFollowUpAt", label: t`Look at it again`, kind: "datetime", wide: true }],
    }),
    return: () => ({
      title: t`Give this lead back`,
      submit: t`Give back`,
      done: t`The lead was given back`,
      document: ReturnLeadDocument,
      fields: why(RETURN_REASON, lead.pool?.returnReasonRequired !== false),
    }),
    reject: () => ({
      title: t`Send this lead back to marketing`,
      submit: t`Send back`,
      done: t`The lead went back to marketing`,
      document: RejectLeadDocument,
      fields: why(HANDOFF_REASON),
    }),
    invalid: () => ({
      title: t`This is no lead`,
      submit: t`Call it invalid`,
      done: t`The lead was called invalid`,
      document: InvalidateLeadDocument,
      fields: why(INVALID_REASON),
    }),
  };
  return (
    <VerbDialog
      key={name}
      plan={plans[name]()}
      on={lead}
      object="lead"
      record={before(lead, name)}
      touched={name === "nurture"}
      onClose={onClose}
      onGone={onGone}
    />
  );
}
