import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { FunnelIcon } from "lucide-react";
import { useMemo } from "react";
import { useQuery } from "urql";
import { dayEnds } from "../session/days";
import { dateTime, dayOf, organisationTimeZone } from "../session/formats";
import { EmptyState } from "../ui/EmptyState";
import { Field } from "../ui/Field";
import { DateInput } from "../ui/Input";
import { Page, Section } from "../ui/Page";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { Asked } from "./asking/Asked";
import { useReport } from "./asking/useReport";
import { BackTest } from "./BackTest";
import { StageFunnel } from "./StageFunnel";
import { StageOutcomes } from "./StageOutcomes";
import { StageStays } from "./StageStays";
import { spanOf } from "./span";
import { PipelineReportDocument, PipelinesOfReportDocument } from "./stages.gen";
import { ToReports } from "./ToReports";

const route = getRouteApi("/reports/stages");
const MONTHS = [3, 6, 12, 24];
const DAYS = [14, 30, 60, 90, 180];

/** How deals go through a pipeline: the funnel with its bottleneck, how long they stay, and what becomes of who enters. */
export function StagesPage() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const [{ data: known, error: unknown }] = useQuery({ query: PipelinesOfReportDocument });
  const pipelines = known?.pipelines.nodes ?? [];
  const pipeline = pipelines.find((one) => one.id === search.pipeline) ?? pipelines[0];
  const months = MONTHS.find((one) => String(one) === search.months) ?? 12;
  const days = DAYS.find((one) => String(one) === search.days) ?? 30;
  const span = useMemo(() => spanOf(months, search.at), [months, search.at]);
  const asked = useReport({
    query: PipelineReportDocument,
    variables: { pipelineId: pipeline?.id ?? "", ...span, days },
    pause: !pipeline,
  });
  const data = asked.data;
  const report = data?.pipelineReport;
  return (
    <Page
      lead={<ToReports />}
      title={t`Stages: funnel, stays, outcomes`}
      toolbar={
        <div className="grid w-full max-w-3xl grid-cols-2 gap-2 sm:grid-cols-4">
          {pipelines.length > 1 && (
            <Field label={t`Pipeline`}>
              <Select
                value={pipeline?.id ?? null}
                options={pipelines.map((one) => ({ value: one.id, label: one.name ?? "" }))}
                onChange={(id) => set({ pipeline: id })}
              />
            </Field>
          )}
          <Field label={t`Period`}>
            <Select
              value={String(months)}
              options={MONTHS.map((count) => ({ value: String(count), label: t`${count} months` }))}
              onChange={(value) => set({ months: value })}
            />
          </Field>
          <Field label={t`As of`}>
            <DateInput
              value={search.at ?? dayOf()}
              max={dayOf()}
              onChange={(event) =>
                set({ at: event.target.value && event.target.value !== dayOf() ? event.target.value : undefined })
              }
            />
          </Field>
          <Field label={t`Won within`}>
            <Select
              value={String(days)}
              options={DAYS.map((count) => ({ value: String(count), label: t`${count} days` }))}
              onChange={(value) => set({ days: value })}
            />
          </Field>
        </div>
      }
    >
      <div className="mx-auto flex max-w-5xl flex-col gap-4 p-3 md:p-6" aria-busy={asked.working}>
        <Asked report={{ ...asked, error: asked.error ?? unknown }} skeleton={<SkeletonRows rows={10} />}>
          {report &&
            pipeline &&
            (report.created === 0 && report.stages.every((one) => one.entries === 0) ? (
              <EmptyState icon={<FunnelIcon />} title={t`No deals in this period`}>
                {t`Take a longer period, or another pipeline.`}
              </EmptyState>
            ) : (
              <>
                <Section title={t`Funnel of the deals created in the period`}>
                  <StageFunnel report={report} pipeline={pipeline} isNow={!search.at} />
                </Section>
                <Section title={t`How long deals stay`}>
                  <StageStays report={report} pipeline={pipeline} />
                </Section>
                <Section title={t`Who enters a stage, and wins within ${days} days`}>
                  <StageOutcomes report={report} pipeline={pipeline} />
                </Section>
                <BackTest pipeline={pipeline} months={months} days={days} asOf={span.asOf} />
                <p className="tnum text-ink-3 text-xs">
                  {t`as of ${dateTime(search.at ? dayEnds(search.at) : report.asOf)}`} · {organisationTimeZone()}
                </p>
              </>
            ))}
        </Asked>
      </div>
    </Page>
  );
}
