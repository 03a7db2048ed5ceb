import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import { findChannels } from "./findChannels";
import { CreateTrackingLinkDocument, type LinkRowFragment, UpdateTrackingLinkDocument } from "./links.gen";

type Props = { campaignId: string; link?: LinkRowFragment; onClose: () => void; onDone: (made: boolean) => void };

/** A short address: where it leads, and what it stamps on whoever follows it. */
export function LinkForm({ campaignId, link, onClose, onDone }: Props) {
  const { t } = useLingui();
  const [key] = useState(newKey);
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "name", label: t`Name`, kind: "text", required: true, max: 100, hint: t`Such as: poster in hall 3` },
      {
        name: "channelId",
        label: t`Channel`,
        kind: "pick",
        find: findChannels,
        hint: t`The campaign's when left empty.`,
      },
      {
        name: "targetUrl",
        label: t`Leads to`,
        kind: "url",
        required: true,
        max: 500,
        wide: true,
        hint: t`A page of your website, or of a form; begins with https://`,
      },
      { name: "utmSource", label: "utm_source", kind: "text", max: 100 },
      { name: "utmMedium", label: "utm_medium", kind: "text", max: 100 },
      { name: "utmCampaign", label: "utm_campaign", kind: "text", max: 100 },
      { name: "utmContent", label: "utm_content", kind: "text", max: 100 },
      { name: "isActive", label: t`In use`, kind: "check" },
    ],
    [t],
  );
  const record = useMemo(
    () =>
      link
        ? { ...link, channelId: link.channel ? { value: link.channel.id, label: link.channel.name ?? "" } : null }
        : { isActive: true },
    [link],
  );
  return (
    <RecordForm
      kind="dialog"
      title={link ? t`Edit link` : t`New link`}
      fields={fields}
      record={record}
      known={!!link}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = link
          ? await act(UpdateTrackingLinkDocument, { input: { id: link.id, version: link.version, ...input } as never })
          : await act(CreateTrackingLinkDocument, { input: { ...input, campaignId, idempotencyKey: key } as never });
        if (!outcome.ok) return outcome.errors;
        onDone(!link);
        return null;
      }}
    />
  );
}
