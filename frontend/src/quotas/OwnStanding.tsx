import { useLingui } from "@lingui/react/macro";
import { Behind, coverage, worth } from "./figures";
import { Gauge } from "./Gauge";
import type { StandingFragment } from "./quotas.gen";
import { Pace } from "./StandingTable";

type Props = { one: StandingFragment; currency: string | null; passed: number | null; others: number };

/** One's own target: the gauge, and what is left. */
export function OwnStanding({ one, currency, passed, others }: Props) {
  const { t } = useLingui();
  const left = one.quota === null ? null : Math.max(0, Number(one.quota) - Number(one.actual));
  const facts = [
    {
      name: t`Achieved`,
      value: (
        <Behind source={one.source} where={one.wonWhere} name={t`Achieved`}>
          {worth(one.actual, currency)}
        </Behind>
      ),
    },
    { name: t`Target`, value: worth(one.quota, currency) },
    { name: t`Left to reach`, value: worth(left, currency) },
    { name: t`Pace`, value: <Pace value={one.pace} /> },
    ...(currency ? [{ name: t`Coverage`, value: coverage(one) }] : []),
    ...(others > 1 && one.rank ? [{ name: t`Rank`, value: t`${one.rank} of ${others}` }] : []),
  ];
  return (
    <div className="grid items-center gap-x-8 gap-y-3 sm:grid-cols-2">
      <Gauge attainment={one.attainment} passed={passed} label={t`Attainment`} />
      <dl className="tnum grid grid-cols-2 gap-x-6 gap-y-3 text-sm sm:max-w-md">
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt className="text-ink-3 text-xs">{name}</dt>
            <dd className="font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
