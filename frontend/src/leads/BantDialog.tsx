import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { useQuery } from "urql";
import { KIND } from "../activities/labels";
import { BUYING_ROLE } from "../contacts/labels";
import { baseCurrency, dateTime } from "../session/formats";
import { act } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { DECIDERS, type Item } from "./LeadBant";
import { BANT } from "./labels";
import { ConfirmBantDocument, LeadActivitiesDocument, type LeadFactsFragment } from "./leads.gen";

type Props = { lead: LeadFactsFragment; item: Item; onClose: () => void };

/** Confirms one item of BANT: what was learned, and when it was said. */
export function BantDialog({ lead, item, onClose }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const [{ data }] = useQuery({ query: LeadActivitiesDocument, variables: { id: lead.id } });
  const activities = data?.activities.nodes;
  const currency = lead.budget?.currency ?? baseCurrency();
  const name = label(BANT, item);
  const fields = useMemo<FieldSpec[]>(() => {
    const values: Record<Item, FieldSpec[]> = {
      BUDGET: [
        { name: "budget", label: t`Budget`, kind: "money", currency },
        { name: "budgetApproved", label: t`The budget is approved`, kind: "check" },
      ],
      AUTHORITY: [
        {
          name: "buyingRole",
          label: t`Buying role`,
          kind: "select",
          required: true,
          wide: true,
          options: [...DECIDERS].map((value) => ({ value, label: label(BUYING_ROLE, value) })),
        },
      ],
      NEED: [
        {
          name: "problems",
          label: t`Problems`,
          kind: "tags",
          required: true,
          hint: t`Separate with commas`,
          wide: true,
        },
      ],
      TIMELINE: [{ name: "purchaseBy", label: t`Plans to buy by`, kind: "date", required: true, wide: true }],
    };
    return [
      ...values[item],
      {
        name: "activityId",
        label: t`Learned in`,
        kind: "select",
        required: true,
        wide: true,
        hint: activities?.length === 0 ? t`Log the call or visit first in which they said so.` : undefined,
        options: (activities ?? []).map((one) => ({
          value: one.id,
          label: [label(KIND, one.kind), dateTime(one.occurredAt), one.summary].filter(Boolean).join(" · "),
        })),
      },
    ];
  }, [t, label, item, currency, activities]);
  const record = useMemo(() => {
    const proof = lead.evidence.nodes.find((one) => one.item === item);
    return { ...lead, activityId: proof?.activity?.id ?? activities?.[0]?.id };
  }, [lead, item, activities]);
  if (!activities) return null;
  return (
    <RecordForm
      kind="dialog"
      title={t`Confirm: ${name}`}
      description={lead.name}
      fields={fields}
      record={record}
      submit={t`Confirm`}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = await act(ConfirmBantDocument, {
          input: { id: lead.id, version: lead.version, item, ...input } as never,
        });
        return outcome.ok ? null : outcome.errors;
      }}
    />
  );
}
