import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { useQuery } from "urql";
import { useReport } from "../../reports/asking/useReport";
import { StageFunnel } from "../../reports/StageFunnel";
import { spanOf } from "../../reports/span";
import { PipelineReportDocument, PipelinesOfReportDocument } from "../../reports/stages.gen";
import { SpecialFrame } from "./SpecialFrame";

/** How far the deals of twelve months came, and the stage that fell most behind itself. */
export function FunnelTile() {
  const { t } = useLingui();
  const [{ data: known }] = useQuery({ query: PipelinesOfReportDocument });
  const pipeline = known?.pipelines.nodes[0];
  const span = useMemo(() => spanOf(12), []);
  const asked = useReport({
    query: PipelineReportDocument,
    variables: { pipelineId: pipeline?.id ?? "", ...span, days: 30 },
    pause: !pipeline,
  });
  const report = asked.data?.pipelineReport;
  return (
    <SpecialFrame name={t`Where deals get stuck`} to="/reports/stages" asked={asked} isEmpty={report?.created === 0}>
      {report && pipeline && <StageFunnel report={report} pipeline={pipeline} isNow />}
    </SpecialFrame>
  );
}
