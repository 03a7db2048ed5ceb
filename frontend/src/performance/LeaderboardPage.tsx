import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { MedalIcon, TrophyIcon } from "lucide-react";
import { PeriodStep } from "../quotas/PeriodStep";
import { Asked } from "../reports/asking/Asked";
import { ToReports } from "../reports/ToReports";
import { dateTime, dayOf } from "../session/formats";
import { SPANS, type SpanKey, spanAround } from "../session/months";
import { EmptyState } from "../ui/EmptyState";
import { Page, Section } from "../ui/Page";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { Segmented } from "../ui/Toggle";
import { BoardTable } from "./BoardTable";
import { type Grouping, ranked } from "./boards";
import { ScoreLink } from "./ScoreLink";
import { useBoards } from "./useBoards";

const route = getRouteApi("/reports/leaderboard");
const MOST = 20;

/** Who did and won most in a period, by person, department or region: one set of figures, so the sums are equal. */
export function LeaderboardPage() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const by: Grouping = search.by === "department" || search.by === "region" ? search.by : "person";
  const every = (search.every ?? "") in SPANS ? (search.every as SpanKey) : "quarter";
  const { from, months } = spanAround(search.from ?? dayOf(), every);
  const board = useBoards(by, from, months);
  const heads = board.rows[0]?.scores.map((one) => one.measure.label) ?? [];
  const wanted = Number(search.metric ?? 0);
  const metric = Number.isInteger(wanted) && wanted > 0 && wanted < heads.length ? wanted : 0;
  const order = ranked(board.rows, metric);
  const most = Math.max(1, ...order.map(({ row }) => row.scores[metric]?.value ?? 0));
  const isShare = board.rows[0]?.scores[metric]?.measure.isPercent;
  return (
    <Page
      lead={<ToReports />}
      title={t`Leaderboard`}
      toolbar={
        <>
          <Segmented
            label={t`By`}
            value={by}
            options={[
              { value: "person", label: t`Persons` },
              { value: "department", label: t`Departments` },
              { value: "region", label: t`Regions` },
            ]}
            onChange={(value) => set({ by: value })}
          />
          <PeriodStep every={every} from={from} months={months} onChange={set} />
        </>
      }
    >
      <div className="mx-auto flex max-w-5xl flex-col gap-4 p-3 md:p-6">
        <Asked report={board.asked} skeleton={<SkeletonRows rows={8} />}>
          {board.refused ? (
            <EmptyState icon={<TrophyIcon />} title={board.refused} />
          ) : order.length === 0 ? (
            <EmptyState icon={<TrophyIcon />} title={t`Nothing in this period`}>
              {t`Take another period.`}
            </EmptyState>
          ) : (
            <>
              <Section
                title={heads[metric]}
                actions={
                  <div className="w-36">
                    <Select
                      label={t`Metric`}
                      value={String(metric)}
                      options={heads.map((label, n) => ({ value: String(n), label }))}
                      onChange={(value) => set({ metric: value })}
                    />
                  </div>
                }
              >
                <ol className="tnum flex flex-col gap-2.5 text-sm">
                  {order.slice(0, MOST).map(({ row, rank }) => {
                    const score = row.scores[metric];
                    return (
                      <li key={row.key} className="flex flex-col gap-1">
                        <div className="flex items-center gap-2">
                          <span className="w-6 text-right text-ink-3">{rank}</span>
                          <span className="flex min-w-0 flex-1 items-center gap-1 truncate">
                            {row.name}
                            {rank <= 3 && (score?.value ?? 0) > 0 && (
                              <MedalIcon className="size-3.5 text-accent-text" aria-hidden />
                            )}
                          </span>
                          <span className="font-medium">
                            <ScoreLink score={score} name={`${row.name}, ${heads[metric]}`} />
                          </span>
                        </div>
                        <div aria-hidden className="ml-8 h-2 overflow-hidden rounded-full bg-line">
                          <div
                            className="h-full rounded-full bg-accent"
                            style={{ width: `${((score?.value ?? 0) / (isShare ? 1 : most)) * 100}%` }}
                          />
                        </div>
                      </li>
                    );
                  })}
                </ol>
              </Section>
              <Section title={t`All scores`}>
                <BoardTable rows={board.rows} label={t`All scores`} />
              </Section>
              <footer className="tnum flex flex-col gap-1 text-ink-3 text-xs">
                <p>{t`Won deals count for whoever owned them when they closed, contracts when they were signed, payments when they were recorded, and for that person's department; regions are those of the customers. All groupings are of the same records, so their totals are equal.`}</p>
                <p>{t`A follow-up is a call, visit or meeting, a mail or message of ours, or a note with an outcome. A visit counts from five minutes on. A new customer is one whose first win falls into the period.`}</p>
                {board.figures && (
                  <p>
                    {t`as of ${dateTime(board.figures.asOf)}`} · {board.figures.timeZone} · {board.figures.currency}
                  </p>
                )}
              </footer>
            </>
          )}
        </Asked>
      </div>
    </Page>
  );
}
