import { useLingui } from "@lingui/react/macro";
import { HistoryIcon } from "lucide-react";
import { useMemo } from "react";
import { useQuery } from "urql";
import { dateTime } from "../session/formats";
import { monthPlus } from "../session/months";
import { problemOf } from "../sync/problems";
import { Dialog } from "../ui/Dialog";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { SkeletonRows } from "../ui/Skeleton";
import type { Line } from "./cells";
import { worth } from "./figures";
import { QuotaHistoryDocument, type QuotaMetric, type QuotaWhere } from "./quotas.gen";

type Props = {
  line: Line;
  metric: QuotaMetric;
  from: string;
  months: number;
  currency: string | null;
  onClose: () => void;
};

/** Who changed which target of a line, when, from what to what; the latest first. */
export function HistoryDialog({ line, metric, from, months, currency, onClose }: Props) {
  const { t } = useLingui();
  const where = useMemo<QuotaWhere>(() => {
    const place: QuotaWhere =
      line.kind === "PERSON"
        ? { userId: { eq: line.placeId } }
        : line.kind === "DEPARTMENT"
          ? { departmentId: { eq: line.placeId } }
          : { userId: { isNull: true }, departmentId: { isNull: true } };
    return { metric: { eq: metric }, month: { gte: from, lt: monthPlus(from, months) }, ...place };
  }, [line, metric, from, months]);
  const [{ data, error }, again] = useQuery({ query: QuotaHistoryDocument, variables: { where } });
  const changes = (data?.quotas.nodes ?? [])
    .flatMap((quota) =>
      quota.history.nodes.flatMap((one) => {
        const amount = (one.changes as { target?: [string | null, string | null] }).target;
        return amount
          ? [
              {
                id: one.id,
                at: one.at ?? "",
                month: (quota.month ?? "").slice(0, 7),
                who: one.actor?.name ?? "",
                amount,
              },
            ]
          : [];
      }),
    )
    .sort((a, b) => b.at.localeCompare(a.at));
  const name = line.name || t`Company`;
  return (
    <Dialog open onClose={onClose} kind="side" title={t`${name}: history of changes`}>
      {error && !data ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : !data ? (
        <SkeletonRows rows={6} />
      ) : changes.length === 0 ? (
        <EmptyState icon={<HistoryIcon />} title={t`No changes yet`}>
          {t`What is changed in these targets from now on is noted here.`}
        </EmptyState>
      ) : (
        <ul className="tnum divide-y divide-line">
          {changes.map(({ id, at, month, who, amount: [was, now] }) => (
            <li key={id} className="py-2.5 text-sm">
              <p>
                <span className="font-medium">{month}</span> {worth(was, currency)} → {worth(now, currency)}
              </p>
              <p className="text-ink-3 text-xs">
                {who} · {dateTime(at)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
