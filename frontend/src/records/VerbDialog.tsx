import type { MessageDescriptor } from "@lingui/core";
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import type { TypedDocumentNode } from "urql";
import { findUsers } from "../identity/findUsers";
import { act } from "../sync/act";
import type { UserError } from "../sync/problems";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";

/** A verb that needs a word before it is sent. */
export type Plan = {
  title: ReactNode;
  submit: ReactNode;
  fields: FieldSpec[];
  document: unknown;
  /** What is told afterwards. */
  done: string;
};
type Sent = TypedDocumentNode<{ done: Record<string, unknown> & { userErrors: readonly UserError[] } }, object>;
type Props = {
  plan: Plan;
  on: { id: string; version: number; name: string };
  /** What its payload calls the record. */
  object: "lead" | "account";
  /** What the fields begin with. */
  record?: Record<string, unknown>;
  touched?: boolean;
  onClose: () => void;
  onGone: () => void;
};

/** Asks what a verb needs to know about one record, and sends it. */
export function VerbDialog({ plan: opened, on, object, record, touched, onClose, onGone }: Props) {
  // What is asked stays as it was opened with, whatever is drawn anew meanwhile.
  const [plan] = useState(opened);
  return (
    <RecordForm
      kind="dialog"
      title={plan.title}
      description={on.name}
      fields={plan.fields}
      submit={plan.submit}
      record={record}
      touched={touched}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = await act(plan.document as Sent, { input: { id: on.id, version: on.version, ...input } });
        if (!outcome.ok) return outcome.errors;
        notify({ title: plan.done });
        // Who gives a record away may see it no more.
        if (!outcome.payload[object]) onGone();
        return null;
      }}
    />
  );
}

/** The fields that several verbs ask for: whose it becomes, which pool, why. */
export function useVerbFields() {
  const { t } = useLingui();
  const label = useLabel();
  return {
    owner: (): FieldSpec[] => [
      { name: "ownerId", label: t`Owner`, kind: "pick", required: true, find: findUsers, wide: true },
      { name: "reason", label: t`Reason`, kind: "area", max: 500, wide: true },
    ],
    pool: (name: string, find: Extract<FieldSpec, { kind: "pick" }>["find"]): FieldSpec[] => [
      { name: "poolId", label: name, kind: "pick", find, wide: true, hint: t`Empty: in no pool` },
    ],
    why: (labels: Record<string, MessageDescriptor>, required = true): FieldSpec[] => [
      {
        name: "reason",
        label: t`Reason`,
        kind: "select",
        required,
        wide: true,
        options: Object.keys(labels).map((value) => ({ value, label: label(labels, value) })),
      },
      { name: "note", label: t`More about it`, kind: "area", max: 400, wide: true, hint: t`Needed for “Other”` },
    ],
  };
}
