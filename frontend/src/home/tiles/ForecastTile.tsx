import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { ForecastReportDocument } from "../../forecasts/forecast.gen";
import { MethodBars } from "../../forecasts/MethodBars";
import { monthsOf } from "../../forecasts/period";
import { useReport } from "../../reports/asking/useReport";
import { SpecialFrame } from "./SpecialFrame";

/** What will be won this month, by each method with its range. */
export function ForecastTile() {
  const { t } = useLingui();
  const variables = useMemo(() => {
    const { first, months } = monthsOf("MONTH");
    return { first, months, pipelineId: null, asOf: null, steady: true };
  }, []);
  const asked = useReport({ query: ForecastReportDocument, variables });
  const report = asked.data?.forecastReport;
  const isEmpty = report?.whole.deals === 0 && report.whole.wonDeals === 0;
  return (
    <SpecialFrame name={t`Forecast of this month`} to="/reports/forecast" asked={asked} isEmpty={isEmpty}>
      {report && <MethodBars report={report} isShort />}
    </SpecialFrame>
  );
}
