import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { PlusIcon } from "lucide-react";
import { TaskItem } from "../tasks/TaskItem";
import type { TaskRowFragment } from "../tasks/tasks.gen";
import { IconButton } from "../ui/Button";
import { useOverlay } from "../ui/useOverlay";
import { Block } from "./Block";

/** What is due: overdue first, then today; each is ticked off where it stands. */
export function TasksToday({ tasks, total }: { tasks: readonly TaskRowFragment[]; total: number }) {
  const { t } = useLingui();
  const open = useOverlay();
  const overdue = tasks.filter((task) => task.isOverdue);
  const today = tasks.filter((task) => !task.isOverdue);
  return (
    <Block
      title={t`Tasks due`}
      total={total}
      bad={overdue.length > 0}
      actions={<IconButton label={t`New task`} icon={<PlusIcon />} onClick={() => open("task")} />}
    >
      {total === 0 && (
        <p className="pb-1 text-ink-3 text-sm">{t`Nothing is due today. What comes later stands under Tasks.`}</p>
      )}
      <Group title={t`Overdue`} tasks={overdue} />
      <Group title={t`Today`} tasks={today} />
      {total > tasks.length && (
        <Link to="/tasks" className="text-accent-text text-sm hover:underline">
          <Trans>All tasks</Trans>
        </Link>
      )}
    </Block>
  );
}

function Group({ title, tasks }: { title: string; tasks: readonly TaskRowFragment[] }) {
  if (tasks.length === 0) return null;
  return (
    <div className="not-last:mb-2">
      <h3 className="text-ink-3 text-xs">{title}</h3>
      <ul className="-mx-2 divide-y divide-line">
        {tasks.map((task) => (
          <TaskItem key={task.id} task={task} mine />
        ))}
      </ul>
    </div>
  );
}
