import { Trans, useLingui } from "@lingui/react/macro";
import { HistoryIcon, MessageSquareTextIcon, Trash2Icon } from "lucide-react";
import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { date, dayOf, time } from "../session/formats";
import { useViewer } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { SkeletonRows } from "../ui/Skeleton";
import { useLabel } from "../ui/useLabel";
import {
  type ActivityRowFragment,
  DeleteCommentDocument,
  TimelineDocument,
  type TimelineQuery,
} from "./activities.gen";
import { Composer } from "./Composer";
import { KIND, KIND_ICON, OUTCOME } from "./labels";
import { type Subject, subjectWhere } from "./subject";

type Comment = TimelineQuery["comments"]["nodes"][number];
type Item = { id: string; at: string } & ({ activity: ActivityRowFragment } | { comment: Comment });

/** What happened with a record: contacts with the customer and remarks of colleagues, newest first, by day. */
export function Timeline({ subject, canWrite = true }: { subject: Subject; canWrite?: boolean }) {
  const { t } = useLingui();
  const [first, setFirst] = useState(30);
  const where = useMemo(() => subjectWhere(subject), [subject]);
  const [{ data, error, fetching }, again] = useQuery({
    query: TimelineDocument,
    variables: { activities: where, comments: where, first },
  });
  const days = useMemo(() => byDay(data), [data]);
  const more = data?.activities.pageInfo.hasNextPage || data?.comments.pageInfo.hasNextPage;

  return (
    <div className="flex flex-col gap-4">
      {canWrite && <Composer subject={subject} />}
      {error && !data && (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      )}
      {!data && !error && <SkeletonRows rows={5} />}
      {data && days.length === 0 && (
        <EmptyState icon={<HistoryIcon />} title={t`Nothing has happened yet`}>
          <Trans>Calls, visits, messages and remarks will stand here, newest first.</Trans>
        </EmptyState>
      )}
      {days.map(([day, items]) => (
        <section key={day} aria-label={date(day, "long")}>
          <h3 className="sticky top-0 z-1 bg-surface py-1 font-medium text-ink-3 text-xs">
            {day === dayOf() ? t`Today` : date(day, "long")}
          </h3>
          <ol className="flex flex-col">
            {items.map((item) => (
              <li key={item.id} className="flex gap-3 py-2">
                {"activity" in item ? (
                  <ActivityItem activity={item.activity} subject={subject} />
                ) : (
                  <CommentItem comment={item.comment} />
                )}
              </li>
            ))}
          </ol>
        </section>
      ))}
      {more && first < 100 && (
        <Button look="ghost" busy={fetching} onClick={() => setFirst(100)}>
          <Trans>Show older</Trans>
        </Button>
      )}
    </div>
  );
}

function byDay(data?: TimelineQuery): [string, Item[]][] {
  if (!data) return [];
  const items: Item[] = [
    ...data.activities.nodes.map((activity) => ({ id: activity.id, at: activity.occurredAt, activity })),
    ...data.comments.nodes.map((comment) => ({ id: comment.id, at: comment.createdAt, comment })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
  const days = new Map<string, Item[]>();
  for (const item of items) {
    const day = dayOf(item.at);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return [...days];
}

function ActivityItem({ activity, subject }: { activity: ActivityRowFragment; subject: Subject }) {
  const { t } = useLingui();
  const label = useLabel();
  const Icon = KIND_ICON[activity.kind];
  const minutes = activity.durationSec ? Math.max(1, Math.round(activity.durationSec / 60)) : 0;
  const about = [
    subject.kind !== "contact" && activity.contact,
    subject.kind !== "deal" && activity.deal,
    subject.kind !== "account" && activity.account,
  ]
    .filter((one) => !!one)
    .map((one) => one.name);
  return (
    <>
      <span className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-text">
        <Icon className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
          <span className="font-medium">{label(KIND, activity.kind)}</span>
          <span className="text-ink-3 text-xs">
            {activity.owner?.name} · {time(activity.occurredAt)}
            {minutes > 0 && ` · ${t`${minutes} min`}`}
          </span>
          {activity.outcome && (
            <Badge
              tone={
                activity.outcome === "NEGATIVE" || activity.outcome === "NOT_CONNECTED"
                  ? "warn"
                  : activity.outcome === "NEUTRAL"
                    ? "plain"
                    : "good"
              }
            >
              {label(OUTCOME, activity.outcome)}
            </Badge>
          )}
        </p>
        {activity.summary && <p className="mt-0.5 whitespace-pre-wrap break-words text-sm">{activity.summary}</p>}
        {about.length > 0 && <p className="mt-0.5 truncate text-ink-3 text-xs">{about.join(" · ")}</p>}
      </div>
    </>
  );
}

function CommentItem({ comment }: { comment: Comment }) {
  const { t } = useLingui();
  const { user } = useViewer();
  const name = comment.author?.name ?? "—";
  return (
    <>
      <Avatar name={name} className="size-7!" />
      <div className="group min-w-0 flex-1">
        <p className="flex items-center gap-2 text-sm">
          <span className="font-medium">{name}</span>
          <span className="flex items-center gap-1 text-ink-3 text-xs">
            <MessageSquareTextIcon className="size-3" />
            {time(comment.createdAt)}
          </span>
          {comment.author?.id === user.id && (
            <IconButton
              label={t`Delete this comment`}
              icon={<Trash2Icon />}
              className="-my-1 ml-auto opacity-0 focus-visible:opacity-100 group-hover:opacity-100 coarse:opacity-100"
              onClick={() => actOrTell(DeleteCommentDocument, { input: { id: comment.id } })}
            />
          )}
        </p>
        <p className="mt-0.5 whitespace-pre-wrap break-words text-sm">{comment.body}</p>
      </div>
    </>
  );
}
