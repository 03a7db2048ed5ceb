import { useLingui } from "@lingui/react/macro";
import { TrendingUpIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { act, newKey } from "../sync/act";
import { Badge } from "../ui/Badge";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import { findProblems } from "./findProblems";
import { TableRows } from "./TableRows";
import {
  CreateValueDocument,
  RestoreValueDocument,
  UpdateValueDocument,
  type ValueRowFragment,
  ValuesDocument,
  type ValuesQuery,
  VoidValueDocument,
} from "./tables.gen";
import { aimOf, useAimFields } from "./useAimFields";

const pick = (data: ValuesQuery) => data.valueEntries;

/** What solving a problem is worth: the benefit, its number, the proof. */
export function ValueTable() {
  const { t } = useLingui();
  return (
    <TableRows
      object="value_entry"
      document={ValuesDocument}
      pick={pick}
      icon={TrendingUpIcon}
      texts={{
        create: t`New value`,
        search: t`Search values`,
        none: t`No values yet`,
        about: t`What it is worth to solve a problem, in numbers that can be proven.`,
      }}
      verbs={{ update: UpdateValueDocument, void: VoidValueDocument, restore: RestoreValueDocument }}
      nameOf={(row) => row.benefit ?? ""}
      render={(row) => (
        <>
          <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
            <span className="font-medium">{row.benefit}</span>
            {row.number && <span className="tnum font-semibold text-good">{row.number}</span>}
            {aimOf(row) && <Badge>{aimOf(row)}</Badge>}
          </p>
          <p className="mt-0.5 text-ink-3 text-xs">{[row.problem?.name, row.proof].filter(Boolean).join(" · ")}</p>
        </>
      )}
      form={(row, onClose) => <ValueForm value={row} onClose={onClose} />}
    />
  );
}

function ValueForm({ value, onClose }: { value?: ValueRowFragment; onClose: () => void }) {
  const { t } = useLingui();
  const [key] = useState(newKey);
  const aim = useAimFields();
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "problemId", label: t`Problem`, kind: "pick", find: findProblems, required: true, wide: true },
      { name: "benefit", label: t`Benefit`, kind: "text", required: true, max: 200 },
      { name: "number", label: t`Number`, kind: "text", max: 60, hint: t`Such as −38% or 120 hours a month` },
      { name: "proof", label: t`Proof`, kind: "area", max: 2000, wide: true },
      ...aim,
    ],
    [t, aim],
  );
  const record = useMemo(
    () =>
      value
        ? { ...value, problemId: value.problem ? { value: value.problem.id, label: value.problem.name ?? "" } : null }
        : { isActive: true },
    [value],
  );
  return (
    <RecordForm
      title={value ? t`Edit value` : t`New value`}
      fields={fields}
      record={record}
      known={!!value}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = value
          ? await act(UpdateValueDocument, { input: { id: value.id, version: value.version, ...input } as never })
          : await act(CreateValueDocument, { input: { ...input, idempotencyKey: key } as never });
        return outcome.ok ? null : outcome.errors;
      }}
    />
  );
}
