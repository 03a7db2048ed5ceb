import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { LEAD_STATE } from "../leads/labels";
import { type EnterAction, EnterActionsEditor } from "../pipelines/EnterActionsEditor";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { CreatePlayDocument, type PlayRowFragment, UpdatePlayDocument } from "./selling.gen";
import { tasksOf } from "./tasks";
import { useAimFields } from "./useAimFields";

/** A play: the kind of lead it is for, what to do, and the tasks it makes. */
export function PlayForm({ play, onClose }: { play?: PlayRowFragment; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const [key] = useState(newKey);
  const aim = useAimFields();
  const before = useMemo<readonly EnterAction[]>(
    () => tasksOf(play?.tasks).map((task) => ({ ...task, kind: "TASK", assignee: "OWNER" })),
    [play],
  );
  const [tasks, setTasks] = useState(before);
  const fields = useMemo<FieldSpec[]>(
    () => [
      {
        name: "leadState",
        label: t`Kind of lead`,
        kind: "select",
        required: true,
        wide: true,
        options: Object.keys(LEAD_STATE).map((value) => ({ value, label: label(LEAD_STATE, value) })),
      },
      { name: "nameZh", label: t`Chinese name`, kind: "text", required: true, max: 100 },
      { name: "nameEn", label: t`English name`, kind: "text", required: true, max: 100 },
      { name: "strategyZh", label: t`Strategy in Chinese`, kind: "area", max: 2000, wide: true },
      { name: "strategyEn", label: t`Strategy in English`, kind: "area", max: 2000, wide: true },
      ...aim,
    ],
    [t, label, aim],
  );
  const record = useMemo(() => play ?? { isActive: true, leadState: "PROBLEM" }, [play]);
  return (
    <RecordForm
      title={play ? t`Edit play` : t`New play`}
      fields={fields}
      record={record}
      known={!!play}
      touched={tasks !== before}
      onClose={onClose}
      onSend={async (input) => {
        const made = tasks.map(({ titleZh, titleEn, dueInDays, taskKind }) => ({
          titleZh,
          titleEn,
          dueInDays,
          taskKind,
        }));
        const whole = { ...input, ...(tasks === before && play ? {} : { tasks: made }) };
        const outcome = play
          ? await act(UpdatePlayDocument, { input: { id: play.id, version: play.version, ...whole } as never })
          : await act(CreatePlayDocument, { input: { ...whole, idempotencyKey: key } as never });
        return outcome.ok ? null : outcome.errors;
      }}
    >
      <EnterActionsEditor
        title={t`Makes these tasks for the lead's owner`}
        value={tasks}
        onChange={setTasks}
        forOwner
      />
    </RecordForm>
  );
}
