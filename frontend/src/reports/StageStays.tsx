import { useLingui } from "@lingui/react/macro";
import { number } from "../session/formats";
import { numberColumns, textColumns, WideTable } from "../ui/WideTable";
import { BarCell } from "./BarCell";
import { daysText, type Pipeline, type Report, stageOf } from "./stageTypes";

/** How many days deals stay in each stage: a bar for the median that counts what goes on, and the figures beside it. */
export function StageStays({ report, pipeline }: { report: Report; pipeline: Pipeline }) {
  const { t } = useLingui();
  const most = Math.max(1, ...report.stages.map((one) => one.survivalDays ?? one.meanDays ?? 0));
  return (
    <WideTable
      label={t`How long deals stay`}
      columns={[
        ...textColumns(t`Stage`),
        { name: t`Median, with open stays (days)`, isText: true, isWide: true },
        ...numberColumns(t`Median of ended`, t`Mean of ended`, t`Ended`, t`Still there`, t`Over the limit`),
      ]}
    >
      {report.stages.map((one) => (
        <tr key={one.stageId} className="border-line border-b">
          <th scope="row" className="py-2 pr-4 text-left font-normal">
            {stageOf(pipeline, one.stageId)?.name}
          </th>
          <BarCell part={(one.survivalDays ?? 0) / most}>
            {one.survivalDays === null && one.stays + one.staying > 0 ? t`not yet half` : daysText(one.survivalDays)}
          </BarCell>
          <td className="px-3 py-2 text-right">{daysText(one.medianDays)}</td>
          <td className="px-3 py-2 text-right">{daysText(one.meanDays)}</td>
          <td className="px-3 py-2 text-right">{number(one.stays)}</td>
          <td className="px-3 py-2 text-right">{number(one.staying)}</td>
          <td className="px-3 py-2 text-right">{number(one.overLimit)}</td>
        </tr>
      ))}
    </WideTable>
  );
}
