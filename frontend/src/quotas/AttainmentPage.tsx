import { useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { TableIcon, TargetIcon } from "lucide-react";
import { Asked } from "../reports/asking/Asked";
import { useReport } from "../reports/asking/useReport";
import { ToReports } from "../reports/ToReports";
import { dateTime, dayOf, organisationTimeZone } from "../session/formats";
import { SPANS, type SpanKey, spanAround } from "../session/months";
import { useCan, useViewer } from "../session/viewer";
import { buttonClass } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Page, Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { METRICS, MetricBar } from "./MetricBar";
import { OwnStanding } from "./OwnStanding";
import { QuotaAttainmentDocument } from "./quotas.gen";
import { StandingTable } from "./StandingTable";

const route = getRouteApi("/reports/quotas");

/** How targets stand: one's own, everybody's in order, departments and the company. Every number opens its deals. */
export function AttainmentPage() {
  const { t } = useLingui();
  const { user } = useViewer();
  const mayPlan = useCan("quota.update");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const metric = METRICS.find((one) => one === search.metric) ?? "WON_AMOUNT";
  const every = (search.every ?? "") in SPANS ? (search.every as SpanKey) : "month";
  const { from, months } = spanAround(search.from ?? dayOf(), every);
  const asked = useReport({
    query: QuotaAttainmentDocument,
    variables: { metric, from, months },
  });
  const data = asked.data;
  const report = data?.quotaAttainment;
  const people = report?.standings.filter((one) => one.kind === "PERSON") ?? [];
  const wholes = report?.standings.filter((one) => one.kind !== "PERSON").reverse() ?? [];
  const own = people.find((one) => one.placeId === user.id);
  const passed = report?.workingDays ? report.workingDaysPassed / report.workingDays : null;
  const currency = report?.currency ?? null;
  const [gone, all] = [report?.workingDaysPassed ?? 0, report?.workingDays ?? 0];
  return (
    <Page
      lead={<ToReports />}
      title={t`Targets and attainment`}
      actions={
        mayPlan && (
          <Link to="/reports/quotas/plan" search={{ metric }} className={buttonClass()}>
            <TableIcon />
            {t`Plan targets`}
          </Link>
        )
      }
      toolbar={<MetricBar metric={metric} every={every} from={from} months={months} onChange={set} />}
    >
      <div className="mx-auto flex max-w-6xl flex-col gap-4 p-3 md:p-6" aria-busy={asked.working}>
        <Asked report={asked} skeleton={<SkeletonRows rows={8} />}>
          {report &&
            (people.length === 0 ? (
              <EmptyState icon={<TargetIcon />} title={t`No targets to show`}>
                {t`Nobody whose targets you may see sells in this period.`}
              </EmptyState>
            ) : (
              <>
                {own && (own.quota !== null || people.length === 1) && (
                  <Section title={t`My target`}>
                    <OwnStanding one={own} currency={currency} passed={passed} others={people.length} />
                  </Section>
                )}
                {(people.length > 1 || !own) && (
                  <Section title={t`Ranking`}>
                    <StandingTable rows={people} label={t`Ranking`} currency={currency} passed={passed} me={user.id} />
                  </Section>
                )}
                {wholes.length > 0 && (
                  <Section title={t`Departments and company`}>
                    <StandingTable
                      rows={wholes}
                      label={t`Departments and company`}
                      currency={currency}
                      passed={passed}
                      withMembers
                    />
                  </Section>
                )}
                <footer className="tnum flex flex-col gap-1 text-ink-3 text-xs">
                  <p>{t`${gone} of ${all} working days have passed, today included: the mark on each bar. Pace is attainment against that share; above 1 is ahead.`}</p>
                  <p>{t`What is won counts for whoever owned the deal when it closed; what is open, for its owner now. Departments have what their people have.`}</p>
                  {currency && (
                    <p>{t`Coverage is the amount of open deals that should close in the period, against what is left to reach; ∞ when the target is met.`}</p>
                  )}
                  <p>{t`Who has no target stands below those who have. Targets of those who came or left count by calendar days.`}</p>
                  <p>
                    {t`as of ${dateTime(report.asOf)}`} · {organisationTimeZone()}
                    {currency && ` · ${currency}`}
                  </p>
                </footer>
              </>
            ))}
        </Asked>
      </div>
    </Page>
  );
}
