import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { number } from "../session/formats";
import { numberColumns, textColumns, WideTable } from "../ui/WideTable";
import { Interval } from "./Interval";
import { type Pipeline, type Report, share, stageOf } from "./stageTypes";

/** Entering a stage, so many win in time: the share with its interval, as a picture and in figures; too few are greyed out. */
export function StageOutcomes({ report, pipeline }: { report: Report; pipeline: Pipeline }) {
  const { t } = useLingui();
  return (
    <>
      <WideTable
        label={t`Share won in time, by stage entered`}
        columns={[
          ...textColumns(t`Stage entered`, t`Won in time, with 95% interval`),
          ...numberColumns(t`Won of entered`, t`With younger deals`, t`All entries`),
        ]}
      >
        {report.stages.map((one) => (
          <tr key={one.stageId} className={clsx("border-line border-b", one.isFew && "text-ink-3")}>
            <th scope="row" className="py-2 pr-4 text-left font-normal">
              {stageOf(pipeline, one.stageId)?.name}
            </th>
            <td className="py-2 pr-4">
              <Interval share={one.wonShare} low={one.wonLow} high={one.wonHigh} isQuiet={one.isFew} />
            </td>
            <td className="px-3 py-2 text-right">{t`${number(one.wonInTime)} of ${number(one.entriesOldEnough)}`}</td>
            <td className="px-3 py-2 text-right">{share(one.wonIncidence)}</td>
            <td className="px-3 py-2 text-right">{number(one.entries)}</td>
          </tr>
        ))}
      </WideTable>
      <p className="mt-3 text-ink-3 text-xs">
        {t`Counted are deals that entered long enough ago. “With younger deals” adds those that still have time, a loss ending the chance to win (Aalen–Johansen). Grey: fewer than 20 entries say little.`}
      </p>
    </>
  );
}
