import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { type Subject, subjectInput } from "../activities/subject";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { RecordConsentDocument } from "./consents.gen";
import { PURPOSE, TOLD_BY, WAY } from "./labels";

/** Keeps what somebody has agreed to: for what, how they said so, and what they were told. */
export function ConsentForm({ subject, name, onClose }: { subject: Subject; name: string; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const [key] = useState(newKey);
  const fields = useMemo<FieldSpec[]>(
    () => [
      {
        name: "purpose",
        label: t`Agreed to`,
        kind: "select",
        required: true,
        options: Object.keys(PURPOSE).map((value) => ({ value, label: label(PURPOSE, value) })),
      },
      {
        name: "way",
        label: t`How they said so`,
        kind: "select",
        required: true,
        options: TOLD_BY.map((value) => ({ value, label: label(WAY, value) })),
      },
      { name: "givenAt", label: t`When`, kind: "datetime", hint: t`Now, when left empty.` },
      { name: "wording", label: t`What they were told`, kind: "area", max: 2_000, wide: true },
      { name: "note", label: t`Note`, kind: "text", max: 500, wide: true },
    ],
    [t, label],
  );
  const record = useMemo(() => ({ purpose: "RECORDING", way: "SPOKEN" }), []);
  return (
    <RecordForm
      kind="dialog"
      title={t`Record a consent`}
      description={name}
      fields={fields}
      record={record}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = await act(RecordConsentDocument, {
          input: { ...subjectInput(subject), ...input, idempotencyKey: key } as never,
        });
        return outcome.ok ? null : outcome.errors;
      }}
    />
  );
}
