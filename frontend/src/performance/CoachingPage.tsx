import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { UsersIcon } from "lucide-react";
import { useMemo } from "react";
import { ManagerTable } from "../home/ManagerTable";
import { questions } from "../home/questions";
import { PeriodStep } from "../quotas/PeriodStep";
import { Asked } from "../reports/asking/Asked";
import { useReport } from "../reports/asking/useReport";
import { ToReports } from "../reports/ToReports";
import { dayBegins } from "../session/days";
import { dayOf } from "../session/formats";
import { SPANS, type SpanKey, spanAround } from "../session/months";
import { EmptyState } from "../ui/EmptyState";
import { Page, Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { CoachingTableDocument } from "./coaching.gen";
import { Quadrant } from "./Quadrant";
import { useBoards } from "./useBoards";

const route = getRouteApi("/reports/coaching");

/** Who needs which help: effort against conversion, and in which stages somebody's deals pile up. */
export function CoachingPage() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const every = (search.every ?? "") in SPANS ? (search.every as SpanKey) : "year";
  const { from, months } = spanAround(search.from ?? dayOf(), every);
  const board = useBoards("person", from, months);
  const today = dayOf();
  const variables = useMemo(() => questions(null, today, dayBegins(today)), [today]);
  const table = useReport({ query: CoachingTableDocument, variables });
  return (
    <Page
      lead={<ToReports />}
      title={t`Coaching`}
      toolbar={
        <PeriodStep
          every={every}
          from={from}
          months={months}
          onChange={(part) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true })}
        />
      }
    >
      <div className="mx-auto flex max-w-5xl flex-col gap-4 p-3 md:p-6">
        <Section title={t`Effort and conversion`}>
          <Asked report={board.asked} skeleton={<SkeletonRows rows={6} />}>
            {board.refused ? <EmptyState icon={<UsersIcon />} title={board.refused} /> : <Quadrant rows={board.rows} />}
          </Asked>
        </Section>
        <Asked report={table} skeleton={<SkeletonRows rows={6} />}>
          {table.data && <ManagerTable answer={table.data} today={today} />}
        </Asked>
      </div>
    </Page>
  );
}
