import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { Chart, type Mark } from "../charts/Chart";
import type { Inks } from "../charts/palette";
import { recordsBehind } from "../reports/records";
import { median, type Standing } from "./boards";
import { ScoreLink } from "./ScoreLink";

/** Where the scores stand in a row of the boards. */
export const WIN_RATE = 4;
export const CLOSED = 3;
export const FOLLOW_UPS = 5;
type Props = { rows: readonly Standing[] };
type Point = { row: Standing; effort: number; rate: number };

/** Who has both numbers. */
const pointsOf = (rows: readonly Standing[]): Point[] =>
  rows.flatMap((row) => {
    const [effort, rate] = [row.scores[FOLLOW_UPS]?.value, row.scores[WIN_RATE]?.value];
    const has = !row.isTotal && typeof effort === "number" && typeof rate === "number";
    return has ? [{ row, effort, rate }] : [];
  });

/** Effort against conversion: who does much and wins little needs another help than who wins often and does little. */
export function Quadrant({ rows }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const people = rows.filter((one) => !one.isTotal);
  const points = useMemo(() => pointsOf(rows), [rows]);
  const middle = {
    effort: median(points.map((one) => one.effort)) ?? 0,
    rate: median(points.map((one) => one.rate)) ?? 0,
  };
  const names = { effort: t`Follow-ups`, rate: t`Win rate` };
  const option = useCallback(
    (ink: Inks) => ({
      color: ink.series,
      textStyle: { fontFamily: ink.font, color: ink.text },
      tooltip: { show: false },
      grid: { left: 12, right: 28, top: 28, bottom: 28, containLabel: true },
      xAxis: {
        name: names.effort,
        nameLocation: "middle",
        nameGap: 26,
        min: 0,
        minInterval: 1,
        axisLabel: { color: ink.quiet },
        splitLine: { show: false },
      },
      yAxis: {
        name: names.rate,
        min: 0,
        max: 1,
        axisLabel: { color: ink.quiet, formatter: (value: number) => `${Math.round(value * 100)}%` },
        splitLine: { show: false },
      },
      series: [
        {
          type: "scatter",
          symbolSize: 16,
          data: points.map((one) => [one.effort, one.rate]),
          label: {
            show: true,
            position: "top",
            color: ink.text,
            formatter: (mark: { dataIndex: number }) => points[mark.dataIndex]?.row.name ?? "",
          },
          labelLayout: { hideOverlap: true },
        },
        // The medians are the axes of the four fields.
        ...[
          [
            [middle.effort, 0],
            [middle.effort, 1],
          ],
          [
            [0, middle.rate],
            [Math.max(...points.map((one) => one.effort), 1), middle.rate],
          ],
        ].map((data) => ({
          type: "line",
          data,
          symbol: "none",
          silent: true,
          lineStyle: { color: ink.quiet, type: "dashed", width: 1 },
        })),
      ],
    }),
    [points, middle.effort, middle.rate, names.effort, names.rate],
  );
  const open = (mark: Mark) => {
    const score = mark.series === 0 ? points[mark.item]?.row.scores[FOLLOW_UPS] : undefined;
    if (score?.where) void navigate(recordsBehind(score.source, score.where));
  };
  const advice = (one: Point) => {
    const [much, often] = [one.effort >= middle.effort, one.rate >= middle.rate];
    if (much && often) return t`does much, wins often`;
    if (much) return t`does much, wins little: practise talks and qualifying`;
    return often ? t`wins often, does little: more customers` : t`does little, wins little: start with effort`;
  };
  return (
    <>
      {points.length > 1 && <Chart option={option} label={t`Effort and conversion`} height={340} onMark={open} />}
      <div className="scrollbar-thin -mx-4 overflow-x-auto px-4">
        <table className="tnum w-full text-sm">
          <caption className="sr-only">{t`Effort and conversion`}</caption>
          <thead className="text-ink-3 text-xs">
            <tr className="border-line border-b">
              <th scope="col" className="py-2 pr-3 text-left font-medium">{t`Name`}</th>
              <th scope="col" className="px-3 py-2 text-right font-medium">
                {names.effort}
              </th>
              <th scope="col" className="px-3 py-2 text-right font-medium">{t`Closed deals`}</th>
              <th scope="col" className="px-3 py-2 text-right font-medium">
                {names.rate}
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map((row) => {
              const point = points.find((one) => one.row === row);
              return (
                <tr key={row.key} className="border-line border-b">
                  <th scope="row" className="max-w-40 py-2 pr-3 text-left font-medium">
                    {row.name}
                    {point && points.length > 1 && (
                      <span className="block font-normal text-ink-3 text-xs">{advice(point)}</span>
                    )}
                  </th>
                  {[FOLLOW_UPS, CLOSED, WIN_RATE].map((n) => (
                    <td key={n} className="px-3 py-2 text-right">
                      <ScoreLink score={row.scores[n]} name={`${row.name}, ${row.scores[n]?.measure.label ?? ""}`} />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="mt-2 text-ink-3 text-xs">{t`The dashed lines are the medians of those shown: half are above, half below. Who has closed nothing in the period has no win rate, and no point.`}</p>
    </>
  );
}
