import { useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { number } from "../session/formats";
import { Spinner } from "../ui/Button";
import { Progress } from "../ui/Progress";
import { BulkShares } from "./BulkShares";
import { BulkRowsDocument, type BulkStateFragment } from "./bulk.gen";
import { isWorking } from "./useBulkRun";

/** How many will change, stay, are not allowed or are refused; each refused record with its reason. */
export function BulkReport({ run }: { run: BulkStateFragment }) {
  const { t } = useLingui();
  const working = isWorking(run);
  const before = run.status === "REHEARSED" || run.status === "REHEARSING";
  const undone = run.status === "UNDONE";
  const done = number(run.done);
  const total = number(run.total);
  const heads: Record<string, string> = {
    REHEARSING: t`Trying it out: ${done} of ${total}`,
    REHEARSED: t`Nothing has been changed yet`,
    RUNNING: t`Changing: ${done} of ${total}`,
    UNDOING: t`Taking it back`,
    DONE: t`Done`,
    CANCELLED: t`Stopped; what was done stays`,
    UNDONE: t`Taken back`,
    FAILED: t`Something went wrong; what was done stays`,
  };
  const counts = undone
    ? [
        { label: t`Taken back`, count: run.undone },
        { label: t`Left, changed since`, count: run.kept },
      ]
    : [
        { label: before ? t`Will change` : t`Changed`, count: run.changed },
        { label: t`Unchanged`, count: run.unchanged },
        { label: t`Not allowed`, count: run.forbidden },
        { label: t`Refused`, count: run.refused },
      ];
  return (
    <div className="flex flex-col gap-4">
      <p className="flex items-center gap-2 text-sm" role="status">
        {working && <Spinner />}
        {heads[run.status ?? ""]}
      </p>
      {working && <Progress max={run.total} value={run.done} label={t`Progress`} />}
      <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        {counts.map((one) => (
          <div key={one.label} className="rounded-xl border border-line px-3 py-2">
            <dt className="text-ink-2 text-xs">{one.label}</dt>
            <dd className="tnum font-semibold text-lg">{number(one.count)}</dd>
          </div>
        ))}
      </dl>
      {!working && !undone && run.action === "SHARE_OUT" && <BulkShares key={run.status} id={run.id} before={before} />}
      {!working && <Refused id={run.id} undone={undone} count={undone ? run.kept : run.refused + run.forbidden} />}
    </div>
  );
}

function Refused({ id, undone, count }: { id: string; undone: boolean; count: number }) {
  const { t } = useLingui();
  const states = undone ? (["KEPT"] as const) : (["REFUSED", "FORBIDDEN"] as const);
  const [{ data }] = useQuery({
    query: BulkRowsDocument,
    variables: { id, states: [...states] },
    pause: count === 0,
    requestPolicy: "network-only",
  });
  if (count === 0) return null;
  const rows = data?.bulkRows ?? [];
  const more = count - rows.length;
  return (
    <section>
      <h3 className="mb-1 font-medium text-ink-2 text-xs">{undone ? t`Not taken back` : t`Not changed`}</h3>
      <ul className="divide-y divide-line rounded-xl border border-line">
        {rows.map((row) => (
          <li key={row.recordId} className="px-3 py-2 text-sm">
            <span className="block font-medium">{row.title ?? t`A record you may not see`}</span>
            <span className="block text-ink-2">{row.message}</span>
          </li>
        ))}
        {rows.length > 0 && more > 0 && <li className="px-3 py-2 text-ink-3 text-sm">{t`and ${more} more`}</li>}
      </ul>
    </section>
  );
}
