import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { ChartColumnIcon } from "lucide-react";
import { useQuery } from "urql";
import { problemOf } from "../sync/problems";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Page } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import type { Definition } from "./definition";
import { blank } from "./definition";
import { ReportRoom } from "./ReportRoom";
import { ReadyReportsDocument, ReportByIdDocument } from "./reports.gen";

const route = getRouteApi("/reports/$reportId");
export const NEW = "new";
const READY = "ready-";

/** One report: a saved one, one that comes with Weir, or a new one. */
export function ReportPage() {
  const { t } = useLingui();
  const { reportId } = route.useParams();
  const isReady = reportId.startsWith(READY);
  const isNew = reportId === NEW;
  const [saved, again] = useQuery({ query: ReportByIdDocument, variables: { id: reportId }, pause: isReady || isNew });
  const [list, listAgain] = useQuery({ query: ReadyReportsDocument, pause: !isReady });
  if (isNew) return <ReportRoom key={NEW} name={t`New report`} about="" saved={blank("deal")} />;
  const error = saved.error ?? list.error;
  const loaded = isReady ? list.data : saved.data;
  if (error && !loaded) {
    const retry = () => (isReady ? listAgain : again)({ requestPolicy: "network-only" });
    return (
      <Page title={t`Report`}>
        <ErrorState problem={problemOf(error)} onRetry={retry} />
      </Page>
    );
  }
  if (!loaded) {
    return (
      <Page title={t`Report`}>
        <SkeletonRows rows={8} />
      </Page>
    );
  }
  const ready = isReady ? list.data?.readyReports.find((one) => `${READY}${one.key}` === reportId) : undefined;
  const report = saved.data?.report ?? undefined;
  if (!ready && !report) {
    return (
      <Page title={t`Report`}>
        <EmptyState icon={<ChartColumnIcon />} title={t`This report cannot be found`}>
          {t`It may have been deleted, or it is no longer shared with you.`}
        </EmptyState>
      </Page>
    );
  }
  return (
    <ReportRoom
      key={reportId}
      name={ready?.name ?? report?.name ?? ""}
      about={ready?.about ?? report?.description ?? ""}
      saved={(ready ?? report)?.definition as Definition}
      report={report}
      ready={ready?.key}
    />
  );
}
