import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { ChartColumnIcon, FishIcon, TableIcon } from "lucide-react";
import { useMemo } from "react";
import { useQuery } from "urql";
import { shortMoney } from "../session/formats";
import { problemOf } from "../sync/problems";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Page, Section } from "../ui/Page";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { Segmented } from "../ui/Toggle";
import { MissedChart } from "./MissedChart";
import { MissedCount } from "./MissedCount";
import { MissedTable } from "./MissedTable";
import { KINDS, type Span, sumOf } from "./missed";
import { MissedBusinessDocument } from "./missed.gen";
import { useMissedTexts } from "./useMissedTexts";

const route = getRouteApi("/missed");
const PERIODS = [3, 6, 12, 24];

/** Business that was missed without anybody noticing: how much, in which way, when. Every number opens its leads. */
export function MissedPage() {
  const { t } = useLingui();
  const texts = useMissedTexts();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const months = PERIODS.find((one) => String(one) === search.months) ?? 12;
  const [{ data, error }, again] = useQuery({
    query: MissedBusinessDocument,
    variables: { months },
    requestPolicy: "cache-and-network",
  });
  const report = data?.missedBusiness;
  const cells = useMemo(() => report?.cells ?? [], [report]);
  const periods = PERIODS.map((count) => ({ value: String(count), label: t`${count} months` }));
  const whole: Span = { from: report?.since };
  const average = report?.averageWon;
  const won = average ? shortMoney(average) : "";
  return (
    <Page
      title={t`Missed business`}
      actions={
        <div className="w-32">
          <Select
            label={t`Period`}
            value={String(months)}
            options={periods}
            onChange={(value) => void navigate({ search: (now) => ({ ...now, months: value }), replace: true })}
          />
        </div>
      }
    >
      <div className="mx-auto flex max-w-5xl flex-col gap-4 p-3 md:p-6">
        <p className="text-ink-2 text-sm">{t`Leads that came to us in these months and went without a deal, often unnoticed. Wrong numbers, doubles, competitors and junk do not count.`}</p>
        {error && !data ? (
          <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
        ) : !report ? (
          <SkeletonRows rows={8} />
        ) : cells.length === 0 ? (
          <EmptyState icon={<FishIcon />} title={t`Nothing was missed`}>
            {t`Every lead of this time was answered, and none was lost before a quote.`}
          </EmptyState>
        ) : (
          <>
            <ul className="grid gap-3 sm:grid-cols-3">
              {KINDS.map((kind) => {
                const of = cells.filter((one) => one.kind === kind);
                const worth = sumOf(of).worth;
                return (
                  <li key={kind} className="rounded-xl bg-surface p-4 shadow-lift">
                    <p className="flex items-center gap-2 text-ink-2 text-sm">
                      <span aria-hidden className="size-2.5 rounded-sm" style={{ background: texts[kind].colour }} />
                      {texts[kind].label}
                    </p>
                    <p className="mt-1 font-semibold text-2xl">
                      <MissedCount kind={kind} count={sumOf(of).leads} span={whole} />
                    </p>
                    <p className="tnum text-ink-2 text-sm">{worth === null ? "—" : t`about ${shortMoney(worth)}`}</p>
                    <p className="mt-2 text-ink-3 text-xs">{texts[kind].about}</p>
                  </li>
                );
              })}
            </ul>
            <Section
              title={t`By the month in which they came`}
              actions={
                <Segmented
                  label={t`Show as`}
                  value={search.as === "table" ? "table" : "chart"}
                  options={[
                    { value: "chart", label: t`Chart`, icon: <ChartColumnIcon /> },
                    { value: "table", label: t`Table`, icon: <TableIcon /> },
                  ]}
                  onChange={(as) => void navigate({ search: (now) => ({ ...now, as }), replace: true })}
                />
              }
            >
              {search.as === "table" ? <MissedTable cells={cells} whole={whole} /> : <MissedChart cells={cells} />}
            </Section>
            {average && (
              <p className="text-ink-3 text-xs">{t`A lead counts with its budget; where that is not known, with ${won}, what a won deal of the last year came to on average.`}</p>
            )}
          </>
        )}
      </div>
    </Page>
  );
}
