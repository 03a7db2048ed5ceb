import { useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { MailLine } from "../../mail/Outbox";
import { dateTime } from "../../session/formats";
import { problemOf } from "../../sync/problems";
import { Dialog } from "../../ui/Dialog";
import { ErrorState } from "../../ui/ErrorState";
import { SkeletonRows } from "../../ui/Skeleton";
import { type ScheduleRowFragment, ScheduleRunsDocument } from "./sending.gen";

/** The last times a schedule was due, and who got it. */
export function RunsDialog({ row, onClose }: { row: ScheduleRowFragment; onClose: () => void }) {
  const { t } = useLingui();
  const [{ data, error }, again] = useQuery({
    query: ScheduleRunsDocument,
    variables: { id: row.id },
    requestPolicy: "cache-and-network",
  });
  const runs = data?.reportSchedule?.runs.nodes;
  const subject = row.name;
  return (
    <Dialog open title={t`What was sent: ${subject}`} onClose={onClose}>
      {error && !runs ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : !runs ? (
        <SkeletonRows rows={4} />
      ) : runs.length === 0 ? (
        <p className="text-ink-3 text-sm">{t`It has not been due yet.`}</p>
      ) : (
        <div className="flex flex-col gap-4">
          {runs.map((run) => {
            const [sent, waiting] = [run.sent ?? 0, run.waiting ?? 0];
            const not = (run.skipped ?? 0) + (run.failed ?? 0);
            return (
              <section key={run.id}>
                <h3 className="font-medium text-sm">{dateTime(run.dueAt)}</h3>
                <p className="text-ink-3 text-xs">
                  {[t`${sent} sent`, waiting > 0 ? t`${waiting} waiting` : null, not > 0 ? t`${not} not sent` : null]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
                <ul className="divide-y divide-line">
                  {run.mails.nodes.map((mail) => (
                    <MailLine key={mail.id} row={mail} />
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      )}
    </Dialog>
  );
}
