import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { dayOf } from "../session/formats";
import { useViewer } from "../session/viewer";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import { AddCampaignCostDocument } from "./campaigns.gen";
import type { Campaign } from "./figures";

/** Books a cost: on one day, or spread over several. */
export function CostForm({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { t } = useLingui();
  const { baseCurrency } = useViewer();
  const [key] = useState(newKey);
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "spent", label: t`Amount`, kind: "money", currency: baseCurrency, required: true },
      { name: "note", label: t`What for`, kind: "text", max: 200 },
      { name: "firstDay", label: t`First day`, kind: "date", required: true },
      { name: "lastDay", label: t`Last day`, kind: "date", hint: t`Over several days it is spread evenly.` },
    ],
    [t, baseCurrency],
  );
  const record = useMemo(() => ({ firstDay: campaign.startsOn ?? dayOf() }), [campaign.startsOn]);
  return (
    <RecordForm
      kind="dialog"
      title={t`Book a cost`}
      fields={fields}
      record={record}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = await act(AddCampaignCostDocument, {
          input: { campaignId: campaign.id, ...input, idempotencyKey: key } as never,
        });
        return outcome.ok ? null : outcome.errors;
      }}
    />
  );
}
