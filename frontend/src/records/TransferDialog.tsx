import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { findUsers } from "../identity/findUsers";
import { act } from "../sync/act";
import type { Choice } from "../ui/Combobox";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { TransferOwnerDocument } from "./records.gen";

type Props = {
  id: string;
  version: number;
  name: string;
  /** The colleague it is meant for, when that is known. */
  to?: Choice;
  onClose: () => void;
  onDone?: () => void;
};

/** Gives a record to a colleague, with the reason. */
export function TransferDialog({ id, version, name, to, onClose, onDone }: Props) {
  const { t } = useLingui();
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "ownerId", label: t`New owner`, kind: "pick", required: true, find: findUsers, wide: true },
      { name: "reason", label: t`Reason`, kind: "area", max: 500, wide: true },
    ],
    [t],
  );
  const record = useMemo(() => (to ? { ownerId: to } : undefined), [to]);
  return (
    <RecordForm
      kind="dialog"
      title={t`Transfer the owner`}
      description={name}
      fields={fields}
      record={record}
      submit={t`Transfer`}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = await act(TransferOwnerDocument, { input: { id, version, ...input } as never });
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`The owner was changed` });
        onDone?.();
        return null;
      }}
    />
  );
}
