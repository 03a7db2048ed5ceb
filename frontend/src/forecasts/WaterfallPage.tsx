import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { ChartNoAxesColumnIcon } from "lucide-react";
import { useMemo } from "react";
import { useQuery } from "urql";
import { Asked } from "../reports/asking/Asked";
import { useReport } from "../reports/asking/useReport";
import { PipelineField } from "../reports/PipelineField";
import { ToReports } from "../reports/ToReports";
import { dayBegins, dayEnds } from "../session/days";
import { baseCurrency, date, dayOf, number, organisationTimeZone, shortMoney } from "../session/formats";
import { monthPlus } from "../session/months";
import { EmptyState } from "../ui/EmptyState";
import { Field } from "../ui/Field";
import { DateInput } from "../ui/Input";
import { Page, Section } from "../ui/Page";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { ChangedTable } from "./ChangedTable";
import { isSpan, monthsOf, type Span } from "./period";
import { StagesThenAndNow } from "./StagesThenAndNow";
import { WaterfallChart } from "./WaterfallChart";
import { PipelineWaterfallDocument, StagesOfWaterfallDocument } from "./waterfall.gen";

const route = getRouteApi("/reports/waterfall");

/** What happened to the pipeline between two days: the steps from one to the other, and the deals behind each. */
export function WaterfallPage() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const today = dayOf();
  const from = search.from ?? monthPlus(today, 0);
  const to = search.to ?? today;
  const within = isSpan(search.within) ? search.within : null;
  const [{ data: known }] = useQuery({ query: StagesOfWaterfallDocument });
  const stages = known?.stages.nodes ?? [];
  const variables = useMemo(() => {
    const months = within ? monthsOf(within, from) : null;
    return {
      since: dayBegins(from),
      until: to === dayOf() ? null : dayEnds(to),
      first: months?.first ?? null,
      after: months?.after ?? null,
      pipelineId: search.pipeline || null,
    };
  }, [from, to, within, search.pipeline]);
  const asked = useReport({
    query: PipelineWaterfallDocument,
    variables,

    pause: from > to,
  });
  const data = asked.data;
  const fall = data?.pipelineWaterfall;
  const names: Record<Span, string> = {
    MONTH: t`In the month of the first day`,
    NEXT_MONTH: t`In the month after it`,
    QUARTER: t`In the quarter of the first day`,
    NEXT_QUARTER: t`In the quarter after it`,
  };
  const isEmpty = fall && fall.startDeals === 0 && fall.steps.every((one) => one.deals === 0);
  const beside = fall?.steps.filter((one) => one.isBeside && one.deals > 0) ?? [];
  return (
    <Page
      lead={<ToReports />}
      title={t`Changes of the pipeline`}
      toolbar={
        <div className="grid w-full max-w-3xl grid-cols-2 gap-2 sm:grid-cols-4">
          <Field label={t`From`}>
            <DateInput value={from} max={to} onChange={(event) => set({ from: event.target.value || undefined })} />
          </Field>
          <Field label={t`To`}>
            <DateInput
              value={to}
              min={from}
              max={today}
              onChange={(event) =>
                set({ to: event.target.value && event.target.value !== today ? event.target.value : undefined })
              }
            />
          </Field>
          <Field label={t`Expected close`}>
            <Select
              value={within ?? ""}
              options={[
                { value: "", label: t`At any time` },
                ...(Object.keys(names) as Span[]).map((value) => ({ value, label: names[value] })),
              ]}
              onChange={(value) => set({ within: value || undefined })}
            />
          </Field>
          <PipelineField stages={stages} value={search.pipeline} onChange={(pipeline) => set({ pipeline })} />
        </div>
      }
    >
      <div className="mx-auto flex max-w-5xl flex-col gap-4 p-3 md:p-6" aria-busy={asked.working}>
        <Asked report={asked} skeleton={<SkeletonRows rows={10} />}>
          {fall &&
            (isEmpty ? (
              <EmptyState icon={<ChartNoAxesColumnIcon />} title={t`Nothing was in the pipeline`}>
                {t`Take other days, or deals expected at any time.`}
              </EmptyState>
            ) : (
              <>
                <Section title={t`From ${date(from)} to ${date(to)}`}>
                  <WaterfallChart fall={fall} step={search.step} onStep={(step) => set({ step })} />
                  {beside.length > 0 && <Beside steps={beside} onStep={(step) => set({ step })} />}
                </Section>
                <ChangedTable
                  asked={variables}
                  stages={stages}
                  fall={fall}
                  step={search.step}
                  onStep={(step) => set({ step })}
                />
                <Section title={t`By stage, then and now`}>
                  <StagesThenAndNow fall={fall} stages={stages} from={from} to={to} />
                </Section>
                <p className="tnum text-ink-3 text-xs">
                  {t`From the beginning of ${date(from)} until ${date(to)}`} · {organisationTimeZone()} ·{" "}
                  {baseCurrency()}
                </p>
              </>
            ))}
        </Asked>
      </div>
    </Page>
  );
}

type Step = { step: string; deals: number; change: string };

/** What changes no sum, in a sentence each. */
function Beside({ steps, onStep }: { steps: readonly Step[]; onStep: (step: string) => void }) {
  const { t } = useLingui();
  return (
    <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-sm">
      {steps.map((one) => {
        const deals = number(one.deals);
        const amount = shortMoney(one.change);
        return (
          <button
            key={one.step}
            type="button"
            className="text-accent-text hover:underline"
            onClick={() => onStep(one.step)}
          >
            {one.step === "MOVED_BACK"
              ? t`${deals} deals moved back a stage (${amount})`
              : t`${deals} deals were put off and are still in (${amount})`}
          </button>
        );
      })}
    </p>
  );
}
