import { Trans, useLingui } from "@lingui/react/macro";
import {
  FilterIcon,
  HistoryIcon,
  MessageSquareTextIcon,
  PaperclipIcon,
  PlayIcon,
  ShieldAlertIcon,
  Trash2Icon,
} from "lucide-react";
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
import { choice, Menu } from "../ui/Menu";
import { SkeletonRows } from "../ui/Skeleton";
import { useLabel } from "../ui/useLabel";
import {
  type ActivityRowFragment,
  DeleteCommentDocument,
  TimelineDocument,
  type TimelineQuery,
} from "./activities.gen";
import { Composer } from "./Composer";
import { KIND, KIND_ICON, KINDS, type Kind, OUTCOME } from "./labels";
import { type Subject, timelineOf } from "./subject";

type Comment = TimelineQuery["comments"]["nodes"][number];
/** What of the timeline is shown. */
type Only = "ALL" | "COMMENT" | Kind;
type Item = { id: string; at: string } & ({ activity: ActivityRowFragment } | { comment: Comment });

/** What happened with a record: contacts with the customer and remarks of colleagues, newest first, by day. */
export function Timeline({ subject, canWrite = true }: { subject: Subject; canWrite?: boolean }) {
  const { t } = useLingui();
  const label = useLabel();
  const [all, setAll] = useState(false);
  const [only, setOnly] = useState<Only>("ALL");
  const variables = useMemo(() => {
    const start = timelineOf(subject);
    const activities =
      only === "ALL" || only === "COMMENT" ? start.activities : { ...start.activities, kind: { eq: only } };
    return { ...start, activities, first: all ? 100 : start.first };
  }, [subject, only, all]);
  const [{ data, error, fetching }, again] = useQuery({ query: TimelineDocument, variables });
  const days = useMemo(() => byDay(data, only), [data, only]);
  const more =
    (only !== "COMMENT" && data?.activities.pageInfo.hasNextPage) ||
    ((only === "ALL" || only === "COMMENT") && data?.comments.pageInfo.hasNextPage);
  const kinds = ["ALL" as const, ...KINDS, "COMMENT" as const].map((value) => ({
    value,
    label: value === "ALL" ? t`Everything` : value === "COMMENT" ? t`Comments` : label(KIND, value),
  }));

  return (
    <div className="flex flex-col gap-4">
      {canWrite && <Composer subject={subject} />}
      {(only !== "ALL" || days.length > 0) && (
        <div className="-mb-2 flex justify-end">
          <Menu
            align="end"
            label={t`Show`}
            entries={() => [choice(only, kinds, setOnly)]}
            trigger={
              <Button
                size="sm"
                look="ghost"
                icon={<FilterIcon />}
                className={only === "ALL" ? "" : "text-accent-text!"}
              >
                {kinds.find((one) => one.value === only)?.label}
              </Button>
            }
          />
        </div>
      )}
      {error && !data && (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      )}
      {!data && !error && <SkeletonRows rows={5} />}
      {data && days.length === 0 && (
        <EmptyState
          icon={<HistoryIcon />}
          title={only === "ALL" ? t`Nothing has happened yet` : t`Nothing of this kind`}
        >
          {only === "ALL" && <Trans>Calls, visits, messages and remarks will stand here, newest first.</Trans>}
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
      {more && !all && (
        <Button look="ghost" busy={fetching} onClick={() => setAll(true)}>
          <Trans>Show older</Trans>
        </Button>
      )}
    </div>
  );
}

function byDay(data: TimelineQuery | undefined, only: Only): [string, Item[]][] {
  if (!data) return [];
  const activities = only === "COMMENT" ? [] : data.activities.nodes;
  const comments = only === "ALL" || only === "COMMENT" ? data.comments.nodes : [];
  const items: Item[] = [
    ...activities.map((activity) => ({ id: activity.id, at: activity.occurredAt, activity })),
    ...comments.map((comment) => ({ id: comment.id, at: comment.createdAt, comment })),
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
  const cases = activity.caseUses.nodes.filter((one) => one.case);
  const minutes = activity.durationSec ? Math.max(1, Math.round(activity.durationSec / 60)) : 0;
  const about = [
    subject.kind !== "contact" && activity.contact,
    subject.kind !== "deal" && activity.deal,
    subject.kind !== "account" && activity.account,
    subject.kind !== "contract" && activity.contract,
    subject.kind !== "lead" && activity.lead,
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
        <Said activity={activity} />
        {cases.length > 0 && (
          <p className="mt-1 flex flex-wrap gap-1">
            {cases.map((one) => (
              <Badge key={one.id} title={t`Success case`}>
                <PaperclipIcon />
                <span className="truncate">{one.case?.title}</span>
              </Badge>
            ))}
          </p>
        )}
        {about.length > 0 && <p className="mt-0.5 truncate text-ink-3 text-xs">{about.join(" · ")}</p>}
      </div>
    </>
  );
}

/** What was said word for word, for who may read it; or that it was not kept. */
function Said({ activity }: { activity: ActivityRowFragment }) {
  const { t } = useLingui();
  const { transcript, recordingUrl, recordingRefusedAt } = activity;
  return (
    <>
      {transcript && (
        <details className="mt-1">
          <summary className="min-h-6 cursor-pointer text-ink-3 text-xs">{t`Word for word`}</summary>
          <p className="mt-0.5 max-h-80 overflow-y-auto whitespace-pre-wrap break-words rounded-lg bg-sunken p-2 text-sm">
            {transcript}
          </p>
        </details>
      )}
      {recordingUrl && (
        <p className="mt-1 text-xs">
          <a
            href={recordingUrl}
            target="_blank"
            rel="noreferrer noopener"
            className="inline-flex min-h-6 items-center gap-1 text-accent-text hover:underline"
          >
            <PlayIcon className="size-3" /> {t`Listen to the recording`}
          </a>
        </p>
      )}
      {recordingRefusedAt && (
        <p className="mt-1">
          <Badge tone="warn">
            <ShieldAlertIcon /> {t`Words not kept: no consent to recording`}
          </Badge>
        </p>
      )}
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
