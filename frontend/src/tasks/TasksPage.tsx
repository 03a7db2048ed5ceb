import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { ListChecksIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Person } from "../identity/Person";
import { CreateButton } from "../lists/CreateButton";
import type { ListKind } from "../lists/kinds";
import { ListRoom } from "../lists/ListRoom";
import { TaskGroups } from "./TaskGroups";
import { About, Due } from "./TaskItem";
import { TaskTick } from "./TaskTick";
import type { TaskRowFragment } from "./tasks.gen";

const TaskForm = lazy(() => import("./TaskForm").then((module) => ({ default: module.TaskForm })));
const row = (one: object) => one as TaskRowFragment;
const isOver = (task: TaskRowFragment) => task.status === "DONE" || task.status === "CANCELLED";

const KIND: ListKind = {
  object: "task",
  view: "TASK",
  columns: ["title", "dueAt", "priority", "deal", "account", "assignee"],
  sort: "DUE_AT",
  filter: { and: [{ assigneeId: { among: "ME" } }, { status: { in: ["OPEN", "IN_PROGRESS"] } }] },
  needs:
    "title kind dueAt priority status isOverdue doneAt description assignee { id name } account { id name } contact { id name } deal { id name }",
  sums: [],
  cells: {
    title: (one) => (
      <span className="flex items-center gap-1">
        <TaskTick task={row(one)} />
        <span className={clsx("truncate", isOver(row(one)) && "text-ink-3 line-through")}>{row(one).title}</span>
      </span>
    ),
    dueAt: (one) => (row(one).dueAt ? <Due task={row(one)} /> : "—"),
    deal: (one) => <About task={{ ...row(one), account: null, contact: null }} />,
    account: (one) => <About task={{ ...row(one), deal: null, contact: null }} />,
    contact: (one) => <About task={{ ...row(one), deal: null, account: null }} />,
    assignee: (one) => <Person user={row(one).assignee} />,
  },
  compact: (one) => row(one).title,
  narrow: (rows) => <TaskGroups tasks={rows.map(row)} />,
};

/** What is to be done: a table on wide screens; on narrow ones overdue first, then today, then later. */
export function TasksPage() {
  const { t } = useLingui();
  const [editing, setEditing] = useState<TaskRowFragment | null>(null);
  return (
    <>
      <ListRoom
        kind={KIND}
        texts={{
          title: t`Tasks`,
          search: t`Search tasks`,
          icon: <ListChecksIcon />,
          empty: { title: t`All done`, text: t`There is nothing waiting for you.` },
        }}
        onOpen={(one) => setEditing(row(one))}
        create={<CreateButton form="task" label={t`New task`} />}
      />
      <Suspense>{editing && <TaskForm task={editing} onClose={() => setEditing(null)} />}</Suspense>
    </>
  );
}
