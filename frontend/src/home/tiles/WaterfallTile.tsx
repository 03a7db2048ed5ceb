import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { WaterfallChart } from "../../forecasts/WaterfallChart";
import { PipelineWaterfallDocument } from "../../forecasts/waterfall.gen";
import { useReport } from "../../reports/asking/useReport";
import { dayBegins } from "../../session/days";
import { dayOf } from "../../session/formats";
import { monthPlus } from "../../session/months";
import { SpecialFrame } from "./SpecialFrame";

/** What became of the pipeline since the first of this month; a step opens its deals. */
export function WaterfallTile() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const variables = useMemo(
    () => ({ since: dayBegins(monthPlus(dayOf(), 0)), until: null, first: null, after: null, pipelineId: null }),
    [],
  );
  const asked = useReport({ query: PipelineWaterfallDocument, variables });
  const fall = asked.data?.pipelineWaterfall;
  const isEmpty = fall?.startDeals === 0 && fall.steps.every((one) => one.deals === 0);
  return (
    <SpecialFrame name={t`Changes of the pipeline this month`} to="/reports/waterfall" asked={asked} isEmpty={isEmpty}>
      {fall && (
        <WaterfallChart fall={fall} onStep={(step) => void navigate({ to: "/reports/waterfall", search: { step } })} />
      )}
    </SpecialFrame>
  );
}
