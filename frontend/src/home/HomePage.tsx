import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { useQuery } from "urql";
import { dayBegins, dayEnds } from "../session/days";
import { date, dayOf } from "../session/formats";
import { useCan, useViewer } from "../session/viewer";
import { problemOf } from "../sync/problems";
import { ErrorState } from "../ui/ErrorState";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { DealBlock } from "./DealBlock";
import { HomeDocument } from "./home.gen";
import { ManagerTable } from "./ManagerTable";
import { NearReports } from "./NearReports";
import { News } from "./News";
import { QuotaBlock } from "./QuotaBlock";
import { questions } from "./questions";
import { TasksToday } from "./TasksToday";
import { Welcome } from "./Welcome";

/** What is waiting today: one's own work, and for whoever leads others how all of it stands. */
export function HomePage() {
  const { t } = useLingui();
  const { user } = useViewer();
  const deals = useCan("deal.update");
  // Whoever may transfer records leads others: the deals are those of everybody they see.
  const team = useCan("record.transfer");
  const quota = useCan("quota.read") && deals;
  const today = dayOf();
  const variables = useMemo(() => {
    const end = dayEnds(today);
    return {
      deals,
      team,
      due: {
        assigneeId: { eq: user.id },
        status: { in: ["OPEN" as const, "IN_PROGRESS" as const] },
        dueAt: { lt: end },
      },
      ...questions(team ? null : user.id, today, dayBegins(today)),
    };
  }, [deals, team, user.id, today]);
  const [{ data, error }, again] = useQuery({
    query: HomeDocument,
    variables,
    requestPolicy: "cache-and-network",
  });
  const empty = data?.tasks.totalCount === 0 && data.notifications.totalCount === 0 && !data.openDeals?.totalCount;

  return (
    <Page
      title={
        <>
          {t`Today`} <span className="truncate font-normal text-ink-3 text-sm">{date(today, "long")}</span>
        </>
      }
      documentTitle={t`Today`}
    >
      {error && !data ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : !data ? (
        <Waiting />
      ) : empty ? (
        <>
          <Welcome />
          <div className="mx-auto max-w-6xl p-3 md:p-6">
            <NearReports />
          </div>
        </>
      ) : (
        <div className="mx-auto flex max-w-6xl flex-col gap-4 p-3 md:gap-5 md:p-6">
          {team && <ManagerTable answer={data} today={today} />}
          <div className="gap-5 lg:columns-2 [&>section]:mb-4 md:[&>section]:mb-5 [&>section]:break-inside-avoid">
            {quota && <QuotaBlock me={user.id} month={`${today.slice(0, 7)}-01`} />}
            <TasksToday tasks={data.tasks.nodes} total={data.tasks.totalCount} />
            <News rows={data.notifications.nodes} total={data.notifications.totalCount} />
            <DealBlock kind="stuck" list={data.stuck} where={variables.stuck} team={team} />
            <DealBlock kind="slipped" list={data.slipped} where={variables.slipped} team={team} />
            <DealBlock kind="drifting" list={data.drifting} where={variables.drifting} team={team} />
          </div>
          <NearReports />
        </div>
      )}
    </Page>
  );
}

function Waiting() {
  const { t } = useLingui();
  return (
    <div role="status" aria-label={t`Loading…`} className="mx-auto grid max-w-6xl gap-5 p-3 md:p-6 lg:grid-cols-2">
      {[0, 1, 2, 3].map((one) => (
        <Skeleton key={one} className="h-48 rounded-xl" />
      ))}
    </div>
  );
}
