import { useLingui } from "@lingui/react/macro";
import { TrendingDownIcon, TrendingUpIcon } from "lucide-react";
import { Behind, Bullet, coverage, share, times, worth } from "./figures";
import type { StandingFragment } from "./quotas.gen";

type Props = {
  rows: readonly StandingFragment[];
  label: string;
  currency: string | null;
  /** The share of working days that have passed. */
  passed: number | null;
  /** The sum of the members' targets stands beside the target. */
  withMembers?: boolean;
  me?: string;
};

/** Everybody with target, what they reached and how: a table at the desk, cards on the phone. */
export function StandingTable({ rows, label, currency, passed, withMembers, me }: Props) {
  const { t } = useLingui();
  const most = Math.max(1, ...rows.map((one) => one.attainment ?? 0));
  const name = (one: StandingFragment) => one.name || t`Company`;
  return (
    <>
      <div className="hidden overflow-x-auto md:block">
        <table className="tnum w-full text-sm">
          <caption className="sr-only">{label}</caption>
          <thead className="text-ink-3 text-xs">
            <tr className="border-line border-b">
              {!withMembers && <th scope="col" className="py-2 pr-3 text-right font-medium">{t`Rank`}</th>}
              <th scope="col" className="py-2 pr-3 text-left font-medium">{t`Name`}</th>
              <th scope="col" className="w-1/4 px-3 py-2 text-left font-medium">
                <span className="sr-only">{t`Picture of the attainment`}</span>
              </th>
              <th scope="col" className="px-3 py-2 text-right font-medium">{t`Attainment`}</th>
              <th scope="col" className="px-3 py-2 text-right font-medium">{t`Achieved`}</th>
              <th scope="col" className="px-3 py-2 text-right font-medium">{t`Target`}</th>
              {withMembers && <th scope="col" className="px-3 py-2 text-right font-medium">{t`Sum of people`}</th>}
              <th scope="col" className="px-3 py-2 text-right font-medium">{t`Pace`}</th>
              {currency && (
                <>
                  <th scope="col" className="px-3 py-2 text-right font-medium">{t`Open in the period`}</th>
                  <th scope="col" className="py-2 pl-3 text-right font-medium">{t`Coverage`}</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr
                key={one.placeId ?? ""}
                className={`border-line border-b ${one.placeId === me ? "bg-accent-soft" : ""}`}
              >
                {!withMembers && <td className="py-2 pr-3 text-right font-medium">{one.rank}</td>}
                <th scope="row" className="max-w-40 truncate py-2 pr-3 text-left font-medium">
                  {name(one)}
                </th>
                <td className="px-3">
                  <Bullet one={one} most={most} passed={passed} />
                </td>
                <td className="px-3 text-right font-medium">{share(one.attainment)}</td>
                <td className="px-3 text-right">
                  <Behind source={one.source} where={one.wonWhere} name={`${name(one)}, ${t`Achieved`}`}>
                    {worth(one.actual, currency)}
                  </Behind>
                </td>
                <td className="px-3 text-right">{worth(one.quota, currency)}</td>
                {withMembers && (
                  <td className="px-3 text-right">
                    <Members one={one} currency={currency} />
                  </td>
                )}
                <td className="px-3 text-right">
                  <Pace value={one.pace} />
                </td>
                {currency && (
                  <>
                    <td className="px-3 text-right">
                      <Behind where={one.openWhere} name={`${name(one)}, ${t`Open in the period`}`}>
                        {worth(one.open, currency)}
                      </Behind>
                    </td>
                    <td className="py-2 pl-3 text-right">{coverage(one)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul aria-label={label} className="divide-y divide-line md:hidden">
        {rows.map((one) => (
          <li key={one.placeId ?? ""} className="tnum py-2.5 text-sm">
            <div className="mb-1.5 flex items-baseline justify-between gap-3">
              <p className="min-w-0 truncate font-medium">
                {!withMembers && <span className="mr-2 text-ink-3">{one.rank}</span>}
                {name(one)}
              </p>
              <p className="font-medium text-base">{share(one.attainment)}</p>
            </div>
            <Bullet one={one} most={most} passed={passed} />
            <dl className="mt-1.5 grid grid-cols-2 gap-x-4 gap-y-1 text-xs">
              <Fact name={t`Achieved`}>
                <Behind source={one.source} where={one.wonWhere} name={`${name(one)}, ${t`Achieved`}`}>
                  {worth(one.actual, currency)}
                </Behind>
              </Fact>
              <Fact name={t`Target`}>{worth(one.quota, currency)}</Fact>
              {withMembers && (
                <Fact name={t`Sum of people`}>
                  <Members one={one} currency={currency} />
                </Fact>
              )}
              <Fact name={t`Pace`}>
                <Pace value={one.pace} />
              </Fact>
              {currency && (
                <>
                  <Fact name={t`Open in the period`}>
                    <Behind where={one.openWhere} name={`${name(one)}, ${t`Open in the period`}`}>
                      {worth(one.open, currency)}
                    </Behind>
                  </Fact>
                  <Fact name={t`Coverage`}>{coverage(one)}</Fact>
                </>
              )}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex justify-between gap-2">
      <dt className="text-ink-3">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Above 1 is ahead of the calendar, below it behind: by an arrow, too, not by colour alone. */
export function Pace({ value }: { value: number | null }) {
  if (value === null) return <span className="text-ink-3">–</span>;
  const ahead = value >= 1;
  return (
    <span className={`inline-flex items-center gap-1 ${ahead ? "text-good" : "text-warn"}`}>
      {ahead ? (
        <TrendingUpIcon className="size-3.5" aria-hidden />
      ) : (
        <TrendingDownIcon className="size-3.5" aria-hidden />
      )}
      {times(value)}
    </span>
  );
}

/** What the people are to reach together, and by how much the target of the whole differs. */
function Members({ one, currency }: { one: StandingFragment; currency: string | null }) {
  const { t } = useLingui();
  const difference = one.members !== null && one.quota !== null ? Number(one.members) - Number(one.quota) : 0;
  const by = `${difference > 0 ? "+" : "−"}${worth(Math.abs(difference), currency)}`;
  return (
    <>
      {worth(one.members, currency)}
      {difference !== 0 && <span className="block text-2xs text-ink-3">{t`${by} against the target`}</span>}
    </>
  );
}
