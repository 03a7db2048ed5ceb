import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { CalibrationPlot } from "../charts/CalibrationPlot";
import { date, number } from "../session/formats";
import { Checkbox } from "../ui/Checkbox";
import { Section } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { numberColumns, textColumns, WideTable } from "../ui/WideTable";
import { Asked } from "./asking/Asked";
import { useReport } from "./asking/useReport";
import { Interval } from "./Interval";
import { type BackTestFiguresFragment, StageBackTestDocument } from "./stages.gen";
import { type Pipeline, share, stageOf } from "./stageTypes";

type Props = { pipeline: Pipeline; months: number; days: number; asOf?: string };
const FEW = 20;

/** How good the odds of entering a stage were: what they said on the first of past months, beside what came of who entered next. */
export function BackTest({ pipeline, months, days, asOf }: Props) {
  const { t } = useLingui();
  const [isStrict, setStrict] = useState(true);
  const asked = useReport({
    query: StageBackTestDocument,
    variables: { pipelineId: pipeline.id, months, days, asOf, leastEntries: isStrict ? FEW : 1 },
  });
  const data = asked.data;
  const told = data?.stageBackTest;
  return (
    <Section title={t`Were these odds right?`}>
      <Asked report={asked} skeleton={<Skeleton className="h-60 w-full" />}>
        {told && (
          <>
            {told.whole ? (
              <Words first={told.first} whole={told.whole} days={days} brierOfShare={told.brierOfShare ?? 0} />
            ) : (
              <p className="text-ink-2 text-sm">
                {told.leftOut > 0
                  ? t`No estimate had ${FEW} entries behind it when it was asked. Take a longer period, or look at all estimates.`
                  : t`Nobody entered a stage long enough ago to know. Take fewer days, or come back later.`}
              </p>
            )}
            {(told.leftOut > 0 || !isStrict) && (
              <Checkbox checked={!isStrict} onChange={(all) => setStrict(!all)}>
                {t`Also estimates of fewer than ${FEW} entries`}
              </Checkbox>
            )}
            {told.whole && (
              <div className="mt-3 grid grid-cols-1 gap-4 md:grid-cols-3">
                <CalibrationPlot
                  points={told.bins.map(({ tally }) => ({ ...tally, actual: tally.share, count: tally.entries }))}
                  predicted={t`Predicted`}
                  actual={t`Came true`}
                />
                <div className="flex min-w-0 flex-col gap-4 md:col-span-2">
                  <Tallies
                    label={t`By what was predicted`}
                    head={t`Predicted`}
                    rows={told.bins.map((one) => ({
                      key: String(one.from),
                      name: `${Math.round(one.from * 100)}–${Math.round(one.to * 100)}%`,
                      tally: one.tally,
                    }))}
                  />
                  <Tallies
                    label={t`By stage entered`}
                    head={t`Stage entered`}
                    rows={told.stages.map((one) => ({
                      key: one.stageId,
                      name: stageOf(pipeline, one.stageId)?.name ?? "",
                      tally: one.tally,
                    }))}
                  />
                </div>
              </div>
            )}
            <p className="mt-3 text-ink-3 text-xs">
              {t`On the dashed line the odds were right; a bigger dot is of more deals, its stroke the 95% interval. Brier score: the mean square of how far each was off; 0 is perfect, less is better.`}
            </p>
          </>
        )}
      </Asked>
    </Section>
  );
}

type WordsProps = { first: string; whole: BackTestFiguresFragment; days: number; brierOfShare: number };

function Words({ first, whole, days, brierOfShare }: WordsProps) {
  const { t } = useLingui();
  const said = share(whole.predicted);
  const came = share(whole.share);
  const won = number(whole.won);
  const entries = number(whole.entries);
  const verdict =
    whole.predicted > whole.high
      ? t`They promised too much.`
      : whole.predicted < whole.low
        ? t`They promised too little.`
        : t`What came lies within what chance allows.`;
  return (
    <p className="text-sm">
      {t`Asked on the first of each month from ${date(first)} on, knowing only what was known then, the odds of winning within ${days} days were ${said} on average. Of ${entries} entries that came next, ${won} were won: ${came}.`}{" "}
      <strong className="font-medium">{verdict}</strong>{" "}
      <span className="text-ink-3">
        {t`Brier score ${score(whole.brier)}; always saying ${came} would score ${score(brierOfShare)}.`}
      </span>
    </p>
  );
}

type Row = { key: string; name: string; tally: BackTestFiguresFragment };

function Tallies({ label, head, rows }: { label: string; head: string; rows: Row[] }) {
  const { t } = useLingui();
  return (
    <WideTable
      label={label}
      columns={[
        ...textColumns(head),
        ...numberColumns(t`On average`),
        ...textColumns(t`Came true, with 95% interval`),
        ...numberColumns(t`Won of entered`, t`Brier score`),
      ]}
    >
      {rows.map(({ key, name, tally }) => (
        <tr key={key} className="border-line border-b">
          <th scope="row" className="py-2 pr-4 text-left font-normal">
            {name}
          </th>
          <td className="px-3 py-2 text-right">{share(tally.predicted)}</td>
          <td className="py-2 pr-4">
            <Interval share={tally.share} low={tally.low} high={tally.high} isQuiet={tally.entries < FEW} />
          </td>
          <td className="px-3 py-2 text-right">{t`${number(tally.won)} of ${number(tally.entries)}`}</td>
          <td className="px-3 py-2 text-right">{score(tally.brier)}</td>
        </tr>
      ))}
    </WideTable>
  );
}

const score = (value: number) => value.toFixed(3);
