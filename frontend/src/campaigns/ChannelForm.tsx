import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import { type ChannelRowFragment, CreateChannelDocument, UpdateChannelDocument } from "./campaigns.gen";
import { findChannels } from "./findChannels";

type Props = { channel?: ChannelRowFragment; parent?: ChannelRowFragment; count: number; onClose: () => void };

/** A channel: its names, its code for links and imports, and the one above it. */
export function ChannelForm({ channel, parent, count, onClose }: Props) {
  const { t } = useLingui();
  const [key] = useState(newKey);
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "nameZh", label: t`Chinese name`, kind: "text", required: true, max: 100 },
      { name: "nameEn", label: t`English name`, kind: "text", required: true, max: 100 },
      { name: "code", label: t`Short code`, kind: "text", required: true, max: 40 },
      { name: "parentId", label: t`Below`, kind: "pick", find: findChannels },
    ],
    [t],
  );
  const record = useMemo(() => {
    const above = channel ? channel.parent : parent;
    return { ...channel, parentId: above ? { value: above.id, label: above.name ?? "" } : null };
  }, [channel, parent]);
  return (
    <RecordForm
      kind="dialog"
      title={channel ? t`Edit channel` : t`New channel`}
      fields={fields}
      record={record}
      known={!!channel}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = channel
          ? await act(UpdateChannelDocument, { input: { id: channel.id, version: channel.version, ...input } as never })
          : await act(CreateChannelDocument, { input: { ...input, position: count, idempotencyKey: key } as never });
        return outcome.ok ? null : outcome.errors;
      }}
    />
  );
}
