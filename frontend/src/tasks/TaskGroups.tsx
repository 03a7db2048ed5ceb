import { useLingui } from "@lingui/react/macro";
import { dayOf } from "../session/formats";
import { TaskItem } from "./TaskItem";
import type { TaskRowFragment } from "./tasks.gen";

/** Tasks by when they are due; finished ones stand by themselves. */
export function TaskGroups({ tasks }: { tasks: readonly TaskRowFragment[] }) {
  const { t } = useLingui();
  const names: Record<string, string> = {
    overdue: t`Overdue`,
    today: t`Today`,
    later: t`Later`,
    none: t`No due time`,
    done: t`Done`,
  };
  const groups = new Map<string, TaskRowFragment[]>(Object.keys(names).map((name) => [name, []]));
  for (const task of tasks) groups.get(groupOf(task))?.push(task);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      {[...groups].map(
        ([name, some]) =>
          some.length > 0 && (
            <section key={name}>
              <h2
                className={`flex items-center gap-2 px-2 pb-1 font-medium text-xs ${name === "overdue" ? "text-danger" : "text-ink-2"}`}
              >
                {names[name]} <span className="tnum text-ink-3">{some.length}</span>
              </h2>
              <ul className="divide-y divide-line rounded-xl bg-surface px-1 shadow-lift">
                {some.map((task) => (
                  <TaskItem key={task.id} task={task} />
                ))}
              </ul>
            </section>
          ),
      )}
    </div>
  );
}

function groupOf(task: TaskRowFragment): string {
  if (task.status === "DONE" || task.status === "CANCELLED") return "done";
  if (!task.dueAt) return "none";
  if (task.isOverdue) return "overdue";
  return dayOf(task.dueAt) === dayOf() ? "today" : "later";
}
