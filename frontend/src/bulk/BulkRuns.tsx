import { useLingui } from "@lingui/react/macro";
import { ListChecksIcon } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { PagedList } from "../lists/PagedList";
import { date, dateTime, number } from "../session/formats";
import { useList } from "../sync/useList";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { EmptyState } from "../ui/EmptyState";
import { Progress } from "../ui/Progress";
import { useLabel } from "../ui/useLabel";
import { BulkRunsDocument, type BulkRunsQuery } from "./bulk.gen";
import { actionOn, OBJECT } from "./labels";
import { canUndo, useBulkRun } from "./useBulkRun";

type Run = BulkRunsQuery["bulkRuns"]["nodes"][number];
const pick = (data: BulkRunsQuery) => data.bulkRuns;

/** One's own actions on many records, newest first: what became of each, and its undo while there is one. */
export function BulkRuns({ onChanged, onClose }: { onChanged: () => void; onClose: () => void }) {
  const { t } = useLingui();
  const list = useList(
    BulkRunsDocument,
    useMemo(() => ({}), []),
    pick,
  );
  const { retry } = list;
  // What a job did meanwhile is not in the cache.
  useEffect(() => retry(), [retry]);
  return (
    <Dialog
      open
      width="md"
      title={t`Bulk actions`}
      description={t`What you did with many records at once. Each can be undone as a whole for 7 days.`}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          {t`Close`}
        </Button>
      }
    >
      <PagedList
        list={list}
        skeleton={3}
        empty={
          <EmptyState icon={<ListChecksIcon />} title={t`No bulk actions yet`}>
            {t`Choose several rows of a list to change them at once.`}
          </EmptyState>
        }
      >
        <ul className="divide-y divide-line rounded-xl border border-line">
          {list.rows.map((run) => (
            // A run read anew is shown anew.
            <Line key={`${run.id} ${run.status}`} known={run} onChanged={onChanged} />
          ))}
        </ul>
      </PagedList>
    </Dialog>
  );
}

function Line({ known, onChanged }: { known: Run; onChanged: () => void }) {
  const { t, i18n } = useLingui();
  const label = useLabel();
  const bulk = useBulkRun(known);
  const run = bulk.run ?? known;
  const wasWorking = useRef(bulk.working);
  useEffect(() => {
    if (wasWorking.current && !bulk.working) onChanged();
    wasWorking.current = bulk.working;
  }, [bulk.working, onChanged]);
  const changed = number(run.changed);
  const undone = number(run.undone);
  const kept = number(run.kept);
  const until = date(run.undoUntil);
  const counts =
    run.status === "UNDONE"
      ? [t`${undone} taken back`, run.kept > 0 && t`${kept} changed since and left`]
      : [t`${changed} changed`, canUndo(run) && t`undo until ${until}`];
  return (
    <li className="flex items-center gap-3 px-3 py-2 text-sm">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">
          {i18n._(actionOn(run.object, run.action))} · {label(OBJECT, run.object)}
        </span>
        <span className="tnum block text-ink-3 text-xs">
          {[dateTime(known.createdAt), ...counts].filter(Boolean).join(" · ")}
        </span>
        {bulk.working && <Progress max={run.total} value={run.done} label={t`Progress`} />}
        {bulk.errors.map((one) => (
          <span key={one.message} role="alert" className="block text-danger text-xs">
            {one.message}
          </span>
        ))}
      </span>
      {run.status === "UNDONE" && <Badge>{t`Taken back`}</Badge>}
      {run.status === "FAILED" && <Badge tone="bad">{t`Failed`}</Badge>}
      {canUndo(run) && <Button size="sm" busy={bulk.asking} onClick={bulk.undo}>{t`Undo`}</Button>}
    </li>
  );
}
