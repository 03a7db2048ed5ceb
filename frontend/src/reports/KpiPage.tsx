import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { baseCurrency, dateTime, organisationTimeZone } from "../session/formats";
import { Page } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { Asked } from "./asking/Asked";
import { ToReports } from "./ToReports";
import { useKeyFigures } from "./useKeyFigures";

/** The figures a sales house is steered by, each with its definition and the way to what it is made of; over twelve months. */
export function KpiPage() {
  const { t } = useLingui();
  const { kpis, asked, asOf } = useKeyFigures();
  return (
    <Page lead={<ToReports />} title={t`Key figures`}>
      <div className="mx-auto flex max-w-5xl flex-col gap-4 p-3 md:p-6">
        <Asked report={asked} skeleton={<SkeletonRows rows={6} />}>
          <ul className="grid gap-3 sm:grid-cols-2">
            {kpis.map((one) => (
              <li key={one.name}>
                <Link to={one.to} className="block h-full rounded-xl bg-surface p-4 shadow-lift hover:bg-hover">
                  <span className="block text-ink-2 text-sm">{one.name}</span>
                  <span className="tnum block font-semibold text-lg">{one.value}</span>
                  <span className="mt-1 block text-ink-3 text-xs">{one.about}</span>
                </Link>
              </li>
            ))}
          </ul>
          <p className="tnum text-ink-3 text-xs">
            {t`Twelve months, as of ${dateTime(asOf)}`} · {organisationTimeZone()} · {baseCurrency()}
          </p>
        </Asked>
      </div>
    </Page>
  );
}
