import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { findUsers } from "../identity/findUsers";
import { useViewer } from "../session/viewer";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { type CampaignFactsFragment, CreateCampaignDocument, UpdateCampaignDocument } from "./campaigns.gen";
import { findChannels } from "./findChannels";
import { STATUS, TYPE } from "./labels";

type Props = { campaign?: CampaignFactsFragment; onClose: () => void };

const choice = (one: { id: string; name: string | null } | null | undefined) =>
  one ? { value: one.id, label: one.name ?? "" } : null;

/** Plans or edits a campaign. */
export function CampaignForm({ campaign, onClose }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const navigate = useNavigate();
  const { baseCurrency } = useViewer();
  const [key] = useState(newKey);
  const currency = campaign?.budget?.currency ?? baseCurrency;
  const fields = useMemo<FieldSpec[]>(() => {
    const options = (labels: Parameters<typeof label>[0]) =>
      Object.keys(labels).map((value) => ({ value, label: label(labels, value) }));
    return [
      { name: "name", label: t`Name`, kind: "text", required: true, max: 200, wide: true },
      { name: "type", label: t`Type`, kind: "select", options: options(TYPE) },
      { name: "status", label: t`Status`, kind: "select", options: options(STATUS) },
      { name: "channelId", label: t`Channel`, kind: "pick", find: findChannels },
      { name: "ownerId", label: t`Owner`, kind: "pick", find: findUsers },
      { name: "startsOn", label: t`First day`, kind: "date" },
      { name: "endsOn", label: t`Last day`, kind: "date" },
      { name: "budget", label: t`Budget`, kind: "money", currency },
      { name: "expectedLeads", label: t`Leads expected`, kind: "number", min: 0 },
      { name: "description", label: t`Description`, kind: "area", wide: true },
    ];
  }, [t, label, currency]);
  const record = useMemo(
    () =>
      campaign
        ? { ...campaign, channelId: choice(campaign.channel), ownerId: choice(campaign.owner) }
        : { type: "OTHER", status: "PLANNED" },
    [campaign],
  );

  async function send(input: Record<string, unknown>) {
    if (campaign) {
      const { id, version } = campaign;
      const outcome = await act(UpdateCampaignDocument, { input: { id, version, ...input } as never });
      return outcome.ok ? null : outcome.errors;
    }
    const { ownerId, ...rest } = input;
    const owner = ownerId ? { ownerId } : {};
    const outcome = await act(CreateCampaignDocument, { input: { ...rest, ...owner, idempotencyKey: key } as never });
    if (!outcome.ok) return outcome.errors;
    const made = outcome.payload.campaign;
    notify({ title: t`Campaign created` });
    if (made) queueMicrotask(() => navigate({ to: "/campaigns/$campaignId", params: { campaignId: made.id } }));
    return null;
  }

  return (
    <RecordForm
      title={campaign ? t`Edit campaign` : t`New campaign`}
      description={campaign?.name}
      fields={fields}
      record={record}
      known={!!campaign}
      onClose={onClose}
      onSend={send}
    />
  );
}
