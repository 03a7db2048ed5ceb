import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { tree } from "./departmentTree";
import { CreateDepartmentDocument, type DepartmentRowFragment, UpdateDepartmentDocument } from "./structure.gen";

type Props = {
  department?: DepartmentRowFragment;
  parent?: DepartmentRowFragment;
  all: readonly DepartmentRowFragment[];
  onClose: () => void;
};

/** Names a department and says what it lies below; everything below it moves along. */
export function DepartmentForm({ department, parent, all, onClose }: Props) {
  const { t } = useLingui();
  const [key] = useState(newKey);
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "name", label: t`Department name`, kind: "text", required: true, max: 100, wide: true },
      {
        name: "parentId",
        label: t`Below`,
        kind: "pick",
        wide: true,
        find: async (text) =>
          tree(all)
            .filter(({ node }) => node.id !== department?.id && node.name.includes(text))
            .map(({ node }) => ({ value: node.id, label: node.name })),
      },
    ],
    [t, all, department],
  );
  const above = department ? department.parent : parent;
  const record = useMemo(
    () => ({ name: department?.name ?? "", parentId: above ? { value: above.id, label: above.name } : null }),
    [department, above],
  );
  return (
    <RecordForm
      kind="dialog"
      title={department ? t`Edit department` : t`New department`}
      fields={fields}
      record={record}
      known={!!department}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = department
          ? await act(UpdateDepartmentDocument, {
              input: { id: department.id, version: department.version, ...input } as never,
            })
          : await act(CreateDepartmentDocument, { input: { ...input, idempotencyKey: key } as never });
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`The department was saved` });
        return null;
      }}
    />
  );
}
