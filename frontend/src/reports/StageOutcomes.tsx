import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { number } from "../session/formats";
import { numberColumns, textColumns, WideTable } from "../ui/WideTable";
import { type Pipeline, type Report, type StageFigures, share, stageOf } from "./stageTypes";

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
              <Interval one={one} />
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

function Interval({ one }: { one: StageFigures }) {
  const { wonShare, wonLow, wonHigh } = one;
  if (wonShare === null || wonLow === null || wonHigh === null) return <>–</>;
  const low = share(wonLow);
  const high = share(wonHigh);
  return (
    <span className="flex items-center gap-3">
      <span className="w-12">{share(wonShare)}</span>
      <span className="relative h-4 min-w-24 flex-1" aria-hidden title={`${low} – ${high}`}>
        <span className="absolute inset-x-0 top-1/2 h-px bg-line" />
        <span
          className={clsx(
            "absolute top-1/2 h-1.5 -translate-y-1/2 rounded-full",
            one.isFew ? "bg-line-strong" : "bg-accent",
          )}
          style={{ left: `${wonLow * 100}%`, width: `${(wonHigh - wonLow) * 100}%` }}
        />
        <span
          className="absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-surface bg-ink"
          style={{ left: `${wonShare * 100}%` }}
        />
      </span>
      <span className="text-ink-3 text-xs">{`${low} – ${high}`}</span>
    </span>
  );
}
