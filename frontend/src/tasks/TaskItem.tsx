import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { EllipsisVerticalIcon, FlagIcon, KeyRoundIcon, PencilIcon, XCircleIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { AccountLink } from "../accounts/AccountLink";
import { date, dayOf, time } from "../session/formats";
import { withTexts } from "../session/messages";
import { actOrTell } from "../sync/act";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { IconButton } from "../ui/Button";
import { Menu } from "../ui/Menu";
import { TaskTick } from "./TaskTick";
import { CancelTaskDocument, type TaskRowFragment } from "./tasks.gen";

const AccessDialog = lazy(() =>
  withTexts(import("../records/AccessDialog")).then((module) => ({ default: module.AccessDialog })),
);
const TaskForm = lazy(() => withTexts(import("./TaskForm")).then((module) => ({ default: module.TaskForm })));

type Props = {
  task: TaskRowFragment;
  /** Without what it is about: that is the page it stands on. */
  plain?: boolean;
  /** Without whose it is: the viewer's own. */
  mine?: boolean;
};

/** One task: tick it, or open it. */
export function TaskItem({ task, plain, mine }: Props) {
  const { t } = useLingui();
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  const closed = task.status === "DONE" || task.status === "CANCELLED";
  const { title } = task;

  return (
    <li className="flex items-start gap-2 py-1.5">
      <TaskTick task={task} />
      <div className="min-w-0 flex-1 py-1.5 coarse:py-2.5">
        <button
          type="button"
          onClick={() => setEditing(true)}
          className={clsx(
            "block max-w-full break-words text-left text-sm hover:underline",
            closed && "text-ink-3 line-through",
          )}
        >
          {title}
        </button>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-0.5 text-ink-3 text-xs">
          {task.dueAt && <Due task={task} />}
          {task.priority === "HIGH" && (
            <span className="flex items-center gap-1 text-danger">
              <FlagIcon className="size-3" /> {t`High`}
            </span>
          )}
          {!plain && <About task={task} />}
        </p>
      </div>
      {task.assignee && !mine && (
        <span className="py-1" title={task.assignee.name}>
          <Avatar name={task.assignee.name} />
          <span className="sr-only">{task.assignee.name}</span>
        </span>
      )}
      <Menu
        label={title}
        entries={() => [
          { label: t`Why can I see this?`, icon: <KeyRoundIcon />, onSelect: () => setAsking(true) },
          { label: t`Edit`, icon: <PencilIcon />, onSelect: () => setEditing(true) },
          {
            label: t`Cancel this task`,
            icon: <XCircleIcon />,
            disabled: closed,
            onSelect: () => void actOrTell(CancelTaskDocument, { input: { id: task.id } }),
          },
        ]}
        trigger={<IconButton label={t`More`} icon={<EllipsisVerticalIcon />} />}
      />
      <Suspense>
        {editing && <TaskForm task={task} onClose={() => setEditing(false)} />}
        {asking && <AccessDialog plain id={task.id} name={title} canShare={false} onClose={() => setAsking(false)} />}
      </Suspense>
    </li>
  );
}

export function Due({ task }: { task: TaskRowFragment }) {
  const { t } = useLingui();
  const due = task.dueAt ?? "";
  const today = dayOf(due) === dayOf();
  const at = time(due);
  const text = today ? t`Today ${at}` : `${date(due)} ${at}`;
  return task.isOverdue ? (
    <Badge tone="bad">{text}</Badge>
  ) : today ? (
    <Badge tone="warn">{text}</Badge>
  ) : (
    <span className="tnum">{text}</span>
  );
}

export function About({ task }: { task: TaskRowFragment }) {
  return (
    <>
      {task.deal && (
        <Link
          to="/deals/$dealId"
          params={{ dealId: task.deal.id }}
          className="max-w-56 truncate coarse:py-1.5 hover:underline"
        >
          {task.deal.name}
        </Link>
      )}
      {task.account && <AccountLink account={task.account} className="max-w-56 truncate coarse:py-1.5" />}
      {!task.deal && !task.account && task.lead && (
        <Link
          to="/leads/$leadId"
          params={{ leadId: task.lead.id }}
          className="max-w-56 truncate coarse:py-1.5 hover:underline"
        >
          {task.lead.name}
        </Link>
      )}
      {!task.deal && !task.account && task.contact && (
        <Link
          to="/contacts/$contactId"
          params={{ contactId: task.contact.id }}
          className="max-w-56 truncate coarse:py-1.5 hover:underline"
        >
          {task.contact.name}
        </Link>
      )}
    </>
  );
}
