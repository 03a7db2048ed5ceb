import { useLingui } from "@lingui/react/macro";
import { date, money, number, shortMoney } from "../session/formats";
import { textColumns, WideTable } from "../ui/WideTable";
import type { Fall } from "./bridge";
import type { StagesOfWaterfallQuery } from "./waterfall.gen";

export type StageName = StagesOfWaterfallQuery["stages"]["nodes"][number];
type Props = { fall: Fall; stages: readonly StageName[]; from: string; to: string };

/** The open deals of each stage on both days, as bars one above the other and in figures. */
export function StagesThenAndNow({ fall, stages, from, to }: Props) {
  const { t } = useLingui();
  const place = (id: string | null) => stages.findIndex((one) => one.id === id);
  const several = new Set(fall.stages.map((one) => stages[place(one.stageId)]?.pipeline?.id)).size > 1;
  const rows = [...fall.stages].sort((a, b) => place(a.stageId) - place(b.stageId));
  const most = Math.max(1, ...rows.flatMap((one) => [Number(one.amountBefore), Number(one.amountAfter)]));
  const bar = (amount: string, className: string) => (
    <span className={className} style={{ width: `${(100 * Number(amount)) / most}%` }} />
  );
  return (
    <WideTable
      label={t`By stage, then and now`}
      columns={[
        ...textColumns(t`Stage`),
        { name: t`Amount`, isText: true, isWide: true },
        { name: date(from), span: 2 },
        { name: date(to), span: 2 },
      ]}
    >
      {rows.map((one) => {
        const stage = stages[place(one.stageId)];
        return (
          <tr key={one.stageId ?? "none"} className="border-line border-b">
            <th scope="row" className="py-2 pr-4 text-left font-normal">
              {several && stage?.pipeline ? `${stage.pipeline.name} · ${stage.name}` : (stage?.name ?? "–")}
            </th>
            <td className="py-2 pr-4">
              <span className="flex flex-col gap-1" aria-hidden>
                {bar(one.amountBefore, "h-1.5 rounded-full bg-line-strong")}
                {bar(one.amountAfter, "h-1.5 rounded-full bg-accent")}
              </span>
            </td>
            <td className="px-3 py-2 text-right">{number(one.dealsBefore)}</td>
            <td className="px-3 py-2 text-right" title={money(one.amountBefore)}>
              {shortMoney(one.amountBefore)}
            </td>
            <td className="px-3 py-2 text-right">{number(one.dealsAfter)}</td>
            <td className="px-3 py-2 text-right" title={money(one.amountAfter)}>
              {shortMoney(one.amountAfter)}
            </td>
          </tr>
        );
      })}
    </WideTable>
  );
}
