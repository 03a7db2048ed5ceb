import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { findDepartments } from "./findDepartments";
import { findUsers } from "./findUsers";
import { ROLE } from "./labels";
import { CreateUserDocument, UpdateUserDocument, type UserRowFragment } from "./people.gen";

export function UserForm({ user, onClose }: { user?: UserRowFragment; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const [key] = useState(newKey);
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "name", label: t`Full name`, kind: "text", required: true, max: 100 },
      { name: "title", label: t`Job title`, kind: "text", max: 100 },
      { name: "email", label: t`E-mail`, kind: "email", required: true, wide: true },
      ...(user
        ? []
        : [
            {
              name: "role",
              label: t`Role`,
              kind: "select" as const,
              required: true,
              options: Object.keys(ROLE).map((value) => ({ value, label: label(ROLE, value) })),
            },
            {
              name: "password",
              label: t`First password`,
              kind: "text" as const,
              required: true,
              max: 200,
              hint: t`At least 12 characters. The user can change it.`,
            },
          ]),
      { name: "departmentId", label: t`Department`, kind: "pick", find: findDepartments },
      { name: "managerId", label: t`Manager`, kind: "pick", find: findUsers },
      {
        name: "joinedOn",
        label: t`Joined`,
        kind: "date",
        hint: t`The target of that month counts from this day.`,
      },
      {
        name: "extension",
        label: t`Extension`,
        kind: "text",
        max: 20,
        hint: t`Calls a telephone system tells of are logged as theirs.`,
      },
      { name: "skills", label: t`Skills`, kind: "tags", wide: true, hint: t`Assignment rules can ask for them.` },
    ],
    [t, label, user],
  );
  const record = useMemo(
    () =>
      user
        ? {
            ...user,
            departmentId: user.department && { value: user.department.id, label: user.department.name },
            managerId: user.manager && { value: user.manager.id, label: user.manager.name },
          }
        : { role: "REP" },
    [user],
  );
  return (
    <RecordForm
      title={user ? t`Edit user` : t`New user`}
      description={user?.email}
      fields={fields}
      record={record}
      known={!!user}
      onClose={onClose}
      onSend={async ({ role, ...input }) => {
        if (user) {
          const outcome = await act(UpdateUserDocument, {
            input: { id: user.id, version: user.version, ...input } as never,
          });
          return outcome.ok ? null : outcome.errors;
        }
        const outcome = await act(CreateUserDocument, {
          input: { ...input, roles: [role], idempotencyKey: key } as never,
        });
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`User created` });
        return null;
      }}
    />
  );
}
