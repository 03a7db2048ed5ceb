import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { ListChecksIcon, PlusIcon } from "lucide-react";
import { useMemo } from "react";
import { dayOf } from "../session/formats";
import { useViewer } from "../session/viewer";
import { useList } from "../sync/useList";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Page } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { Segmented } from "../ui/Toggle";
import { useOverlay } from "../ui/useOverlay";
import { TaskItem } from "./TaskItem";
import { type TaskRowFragment, TasksDocument, type TasksQuery, type TaskWhere } from "./tasks.gen";

const route = getRouteApi("/tasks");
const pick = (data: TasksQuery) => data.tasks;
type Show = "mine" | "all" | "done";

/** What is to be done: overdue first, then today, then later. */
export function TasksPage() {
  const { t } = useLingui();
  const { user } = useViewer();
  const search = route.useSearch();
  const patch = route.useNavigate();
  const open = useOverlay();
  const show: Show = search.show === "all" || search.show === "done" ? search.show : "mine";
  const variables = useMemo(() => {
    const where: TaskWhere =
      show === "done" ? { status: { in: ["DONE", "CANCELLED"] } } : { status: { in: ["OPEN", "IN_PROGRESS"] } };
    if (show !== "all") where.assigneeId = { eq: user.id };
    return {
      where,
      orderBy: [
        show === "done"
          ? { field: "UPDATED_AT" as const, direction: "DESC" as const }
          : { field: "DUE_AT" as const, direction: "ASC" as const },
      ],
    };
  }, [show, user.id]);
  const list = useList(TasksDocument, variables, pick);
  const groups = useMemo(() => groupByDue(list.rows), [list.rows]);
  const names: Record<string, string> = { overdue: t`Overdue`, today: t`Today`, later: t`Later`, none: t`No due time` };
  const create = (
    <Button look="primary" icon={<PlusIcon />} onClick={() => open("task")} aria-label={t`New task`}>
      <span className="hidden sm:inline">
        <Trans>New task</Trans>
      </span>
    </Button>
  );

  return (
    <Page
      title={t`Tasks`}
      actions={create}
      toolbar={
        <Segmented<Show>
          label={t`Which tasks`}
          className="w-full sm:w-auto"
          value={show}
          onChange={(next) =>
            patch({ search: (now) => ({ ...now, show: next === "mine" ? undefined : next }), replace: true })
          }
          options={[
            { value: "mine", label: t`Mine` },
            { value: "all", label: t`Everyone` },
            { value: "done", label: t`Done` },
          ]}
        />
      }
    >
      {list.problem ? (
        <ErrorState problem={list.problem} onRetry={list.retry} />
      ) : list.loading ? (
        <SkeletonRows />
      ) : list.rows.length === 0 ? (
        <EmptyState
          icon={<ListChecksIcon />}
          title={show === "done" ? t`Nothing done yet` : t`All done`}
          action={show === "done" ? undefined : create}
        >
          {show === "mine" ? t`There is nothing waiting for you.` : undefined}
        </EmptyState>
      ) : (
        <div className="mx-auto flex max-w-3xl flex-col gap-5 p-3 md:p-6">
          {show === "done" ? (
            <TaskGroup tasks={list.rows} />
          ) : (
            groups.map(([name, tasks]) => (
              <TaskGroup key={name} title={names[name]} tasks={tasks} bad={name === "overdue"} />
            ))
          )}
          {list.hasMore && (
            <Button look="ghost" busy={list.loadingMore} onClick={list.loadMore}>
              <Trans>Show more</Trans>
            </Button>
          )}
        </div>
      )}
    </Page>
  );
}

function TaskGroup({ title, tasks, bad }: { title?: string; tasks: readonly TaskRowFragment[]; bad?: boolean }) {
  return (
    <section>
      {title && (
        <h2 className={`flex items-center gap-2 px-2 pb-1 font-medium text-xs ${bad ? "text-danger" : "text-ink-2"}`}>
          {title} <span className="tnum text-ink-3">{tasks.length}</span>
        </h2>
      )}
      <ul className="divide-y divide-line rounded-xl bg-surface px-1 shadow-lift">
        {tasks.map((task) => (
          <TaskItem key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}

function groupByDue(tasks: readonly TaskRowFragment[]): [string, TaskRowFragment[]][] {
  const groups = new Map<string, TaskRowFragment[]>();
  const today = dayOf();
  for (const task of tasks) {
    const name = !task.dueAt ? "none" : task.isOverdue ? "overdue" : dayOf(task.dueAt) === today ? "today" : "later";
    groups.set(name, [...(groups.get(name) ?? []), task]);
  }
  return ["overdue", "today", "later", "none"].flatMap((name) => {
    const found = groups.get(name);
    return found ? [[name, found] as [string, TaskRowFragment[]]] : [];
  });
}
