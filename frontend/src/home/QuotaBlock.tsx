import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Behind, Bullet, share, worth } from "../quotas/figures";
import { OwnStanding } from "../quotas/OwnStanding";
import { QuotaAttainmentDocument } from "../quotas/quotas.gen";
import { useReport } from "../reports/asking/useReport";
import { Skeleton } from "../ui/Skeleton";
import { Block } from "./Block";

const MOST = 6;
type Props = { me: string; month: string };

/** This month's targets: one's own as a gauge, or for whoever leads others, everybody in order. They are a report: the page does not wait. */
export function QuotaBlock({ me, month }: Props) {
  const { t } = useLingui();
  const variables = { metric: "WON_AMOUNT" as const, from: month, months: 1 };
  const { data, error } = useReport({ query: QuotaAttainmentDocument, variables });
  const attainment = data?.quotaAttainment;
  if (error && !attainment) return null;
  if (!attainment) {
    return (
      <section aria-hidden>
        <Skeleton className="h-48 rounded-xl" />
      </section>
    );
  }
  const { currency, workingDays, workingDaysPassed } = attainment;
  const passed = workingDays ? workingDaysPassed / workingDays : null;
  const people = attainment.standings.filter((one) => one.kind === "PERSON");
  const own = people.find((one) => one.placeId === me);
  const alone = people.length < 2;
  if (people.every((one) => one.quota === null)) return null;
  const most = Math.max(1, ...people.map((one) => one.attainment ?? 0));
  return (
    <Block
      title={alone ? t`My target this month` : t`Targets this month`}
      actions={
        <Link to="/reports/quotas" className="text-accent-text text-sm hover:underline">
          {t`Details`}
        </Link>
      }
    >
      {alone && own ? (
        <OwnStanding one={own} currency={currency} passed={passed} others={1} />
      ) : (
        <ol className="tnum divide-y divide-line text-sm">
          {people.slice(0, MOST).map((one) => (
            <li key={one.placeId} className="flex flex-col gap-1.5 py-2">
              <div className="flex items-baseline gap-3">
                <span className="min-w-0 flex-1 truncate">
                  <span className="mr-2 text-ink-3">{one.rank}</span>
                  {one.name}
                </span>
                <span className="flex gap-1 text-xs">
                  <Behind source={one.source} where={one.wonWhere} name={one.name}>
                    {worth(one.actual, currency)}
                  </Behind>
                  <span className="text-ink-3">/ {worth(one.quota, currency)}</span>
                </span>
                <span className="min-w-14 text-right font-medium">{share(one.attainment)}</span>
              </div>
              <Bullet one={one} most={most} passed={passed} />
            </li>
          ))}
        </ol>
      )}
    </Block>
  );
}
