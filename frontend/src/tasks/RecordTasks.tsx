import { Trans, useLingui } from "@lingui/react/macro";
import { ListChecksIcon, PlusIcon } from "lucide-react";
import { useMemo } from "react";
import { type Subject, subjectWhere } from "../activities/subject";
import { PagedList } from "../lists/PagedList";
import { useList } from "../sync/useList";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { useOverlay } from "../ui/useOverlay";
import { TaskItem } from "./TaskItem";
import { TasksDocument, type TasksQuery } from "./tasks.gen";

const pick = (data: TasksQuery) => data.tasks;

/** The tasks of one record, open ones first. */
export function RecordTasks({ subject }: { subject: Subject }) {
  const { t } = useLingui();
  const open = useOverlay();
  const variables = useMemo(
    () => ({
      where: subjectWhere(subject),
      orderBy: [
        { field: "STATUS" as const, direction: "ASC" as const },
        { field: "DUE_AT" as const, direction: "ASC" as const },
      ],
    }),
    [subject],
  );
  const list = useList(TasksDocument, variables, pick);
  return (
    <div>
      <Button icon={<PlusIcon />} onClick={() => open("task", subject.id)}>
        <Trans>New task</Trans>
      </Button>
      <PagedList list={list} skeleton={3} empty={<EmptyState icon={<ListChecksIcon />} title={t`No tasks`} />}>
        <ul className="mt-2 divide-y divide-line">
          {list.rows.map((task) => (
            <TaskItem key={task.id} task={task} plain />
          ))}
        </ul>
      </PagedList>
    </div>
  );
}
