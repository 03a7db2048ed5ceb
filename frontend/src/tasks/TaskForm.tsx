import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { subjectInput, subjectOf } from "../activities/subject";
import { findUsers } from "../identity/findUsers";
import { findRecords } from "../records/findRecords";
import { dayAfter, instantAt } from "../session/days";
import { dayOf } from "../session/formats";
import { useViewer } from "../session/viewer";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { PRIORITY, TASK_KIND } from "./labels";
import { CreateTaskDocument, type TaskRowFragment, UpdateTaskDocument } from "./tasks.gen";

/** Makes or edits something to do. */
export function TaskForm({ task, about, onClose }: { task?: TaskRowFragment; about?: string; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const { user } = useViewer();
  const [key] = useState(newKey);
  const subject = subjectOf(about);
  const askAbout = !task && !subject;
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "title", label: t`What is to be done?`, kind: "text", required: true, max: 300, wide: true },
      { name: "dueAt", label: t`Due`, kind: "datetime" },
      {
        name: "kind",
        label: t`Kind`,
        kind: "select",
        options: Object.keys(TASK_KIND).map((value) => ({ value, label: label(TASK_KIND, value) })),
      },
      { name: "assigneeId", label: t`Assigned to`, kind: "pick", find: findUsers, required: true },
      {
        name: "priority",
        label: t`Priority`,
        kind: "select",
        options: Object.keys(PRIORITY).map((value) => ({ value, label: label(PRIORITY, value) })),
      },
      ...(askAbout ? [{ name: "about", label: t`About`, kind: "pick" as const, find: findRecords, wide: true }] : []),
      { name: "description", label: t`Description`, kind: "area", wide: true },
    ],
    [t, label, askAbout],
  );
  const record = useMemo(
    () =>
      task
        ? { ...task, assigneeId: task.assignee && { value: task.assignee.id, label: task.assignee.name } }
        : {
            kind: "TODO",
            priority: "NORMAL",
            assigneeId: { value: user.id, label: user.name },
            dueAt: tomorrowMorning(),
          },
    [task, user],
  );
  return (
    <RecordForm
      kind="dialog"
      title={task ? t`Edit task` : t`New task`}
      fields={fields}
      record={record}
      known={!!task}
      onClose={onClose}
      onSend={async ({ about: chosen, ...input }) => {
        if (task) {
          const outcome = await act(UpdateTaskDocument, {
            input: { id: task.id, version: task.version, ...input } as never,
          });
          return outcome.ok ? null : outcome.errors;
        }
        const target = subject ?? subjectOf(typeof chosen === "string" ? chosen : undefined);
        const outcome = await act(CreateTaskDocument, {
          input: { ...input, ...(target ? subjectInput(target) : {}), idempotencyKey: key } as never,
        });
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`Task created` });
        return null;
      }}
    />
  );
}

const tomorrowMorning = () => instantAt(`${dayAfter(dayOf())}T09:00`);
