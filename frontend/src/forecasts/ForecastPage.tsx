import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { TrendingUpIcon } from "lucide-react";
import { useMemo } from "react";
import { Asked } from "../reports/asking/Asked";
import { useReport } from "../reports/asking/useReport";
import { PipelineField } from "../reports/PipelineField";
import { ToReports } from "../reports/ToReports";
import { dayBefore, dayEnds } from "../session/days";
import { baseCurrency, date, dateTime, dayOf, number, organisationTimeZone } from "../session/formats";
import { Checkbox } from "../ui/Checkbox";
import { EmptyState } from "../ui/EmptyState";
import { Field } from "../ui/Field";
import { DateInput } from "../ui/Input";
import { Page, Section } from "../ui/Page";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { AccuracySection } from "./AccuracySection";
import { ForecastReportDocument } from "./forecast.gen";
import { HistorySection } from "./HistorySection";
import { MethodBars } from "./MethodBars";
import { PeopleTable } from "./PeopleTable";
import { isSpan, monthsOf, type Span } from "./period";
import { StageChances } from "./StageChances";

const route = getRouteApi("/reports/forecast");

/** What will be won in a month or a quarter: by four methods with their ranges, by person, how it came about, and how good it was. */
export function ForecastPage() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const span: Span = isSpan(search.span) ? search.span : "MONTH";
  const { first, months, after } = useMemo(() => monthsOf(span), [span]);
  const steady = search.steady !== "no";
  const of = { pipelineId: search.pipeline || null, steady };
  const asked = useReport({
    query: ForecastReportDocument,
    variables: { first, months, asOf: search.at ? dayEnds(search.at) : null, ...of },
  });
  const data = asked.data;
  const report = data?.forecastReport;
  const names: Record<Span, string> = {
    MONTH: t`This month`,
    NEXT_MONTH: t`Next month`,
    QUARTER: t`This quarter`,
    NEXT_QUARTER: t`Next quarter`,
  };
  const isEmpty = report && report.whole.deals === 0 && report.whole.wonDeals === 0;
  const without = report ? number(report.withoutAmount) : "";
  return (
    <Page
      lead={<ToReports />}
      title={t({ message: "Forecast", context: "report" })}
      toolbar={
        <div className="grid w-full max-w-3xl grid-cols-2 gap-2 sm:grid-cols-4">
          <Field label={t`Period`}>
            <Select
              value={span}
              options={(Object.keys(names) as Span[]).map((value) => ({ value, label: names[value] }))}
              onChange={(value) => set({ span: value })}
            />
          </Field>
          <PipelineField
            stages={data?.stages.nodes ?? []}
            value={search.pipeline}
            onChange={(pipeline) => set({ pipeline })}
          />
          <Field label={t`As of`}>
            <DateInput
              value={search.at ?? dayOf()}
              max={dayOf()}
              onChange={(event) =>
                set({ at: event.target.value && event.target.value !== dayOf() ? event.target.value : undefined })
              }
            />
          </Field>
          <span className="flex self-end">
            <Checkbox checked={steady} onChange={(on) => set({ steady: on ? undefined : "no" })}>
              {t`Even out small samples`}
            </Checkbox>
          </span>
        </div>
      }
    >
      <div className="mx-auto flex max-w-5xl flex-col gap-4 p-3 md:p-6" aria-busy={asked.working}>
        <Asked report={asked} skeleton={<SkeletonRows rows={10} />}>
          {report &&
            (isEmpty ? (
              <EmptyState icon={<TrendingUpIcon />} title={t`Nothing is expected in this period`}>
                {t`Open deals with an expected close date in it will stand here.`}
              </EmptyState>
            ) : (
              <>
                <Section title={t`What will be won, ${date(report.first)} – ${date(dayBefore(after))}`}>
                  <MethodBars report={report} />
                  {report.withoutAmount > 0 && (
                    <p className="mt-2 text-sm text-warn">{t`${without} open deals have no amount and count as 0.`}</p>
                  )}
                </Section>
                <Section title={t`By person`}>
                  <PeopleTable
                    report={report}
                    words={data?.forecasts.nodes ?? []}
                    month={months === 1 && !search.at ? first : null}
                    isNow={!search.at}
                    pipeline={search.pipeline}
                  />
                </Section>
                <HistorySection key={`${first}${months}`} first={first} months={months} {...of} />
                <AccuracySection {...of} />
                <Section title={t`What the past says of each stage`}>
                  <StageChances report={report} stages={data?.stages.nodes ?? []} />
                </Section>
                <p className="tnum text-ink-3 text-xs">
                  {t`as of ${dateTime(report.asOf)}`} · {organisationTimeZone()} · {baseCurrency()}
                </p>
              </>
            ))}
        </Asked>
      </div>
    </Page>
  );
}
