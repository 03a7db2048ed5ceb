import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { share } from "../reports/stageTypes";
import { number } from "../session/formats";
import { numberColumns, textColumns, WideTable } from "../ui/WideTable";
import type { ForecastReportQuery } from "./forecast.gen";
import type { Forecast } from "./MethodBars";

type Props = { report: Forecast; stages: ForecastReportQuery["stages"]["nodes"] };

/** What each stage's past is counted with, and of how many deals it is known; few are greyed out. */
export function StageChances({ report, stages }: Props) {
  const { t } = useLingui();
  const used = report.stages.filter((one) => one.deals + one.closed + one.entries > 0);
  const several = new Set(used.map((one) => stages.find((other) => other.id === one.stageId)?.pipeline?.id)).size > 1;
  const heads = [
    t`Open deals of the period`,
    t`Own probability`,
    t`Won of closed, a year`,
    t`Counted with`,
    t`Entries, two years`,
  ];
  return (
    <>
      <WideTable
        label={t`What the past says of each stage`}
        columns={[...textColumns(t`Stage`), ...numberColumns(...heads)]}
      >
        {used.map((one) => {
          const stage = stages.find((other) => other.id === one.stageId);
          return (
            <tr key={one.stageId} className={clsx("border-line border-b", one.isFew && "text-ink-3")}>
              <th scope="row" className="py-2 pr-4 text-left font-normal">
                {several ? `${stage?.pipeline?.name ?? ""} · ${stage?.name ?? ""}` : stage?.name}
              </th>
              <td className="px-3 py-2 text-right">{number(one.deals)}</td>
              <td className="px-3 py-2 text-right">{one.probability}%</td>
              <td className="px-3 py-2 text-right">{t`${number(one.won)} of ${number(one.closed)}`}</td>
              <td className="px-3 py-2 text-right">{share(one.chance)}</td>
              <td className="px-3 py-2 text-right">{number(one.entries)}</td>
            </tr>
          );
        })}
      </WideTable>
      <p className="mt-3 text-ink-3 text-xs">
        {t`Grey: fewer than 20 closed deals say little. Evened out, a stage's own probability counts as ten more of them.`}
      </p>
    </>
  );
}
