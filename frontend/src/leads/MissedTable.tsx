import { useLingui } from "@lingui/react/macro";
import { monthOf, shortMoney } from "../session/formats";
import { MissedCount } from "./MissedCount";
import { byMonth, type Cell, KINDS, type Span, sumOf } from "./missed";
import { useMissedTexts } from "./useMissedTexts";

/** The same numbers as the chart, to be read one by one. */
export function MissedTable({ cells, whole }: { cells: readonly Cell[]; whole: Span }) {
  const { t } = useLingui();
  const texts = useMissedTexts();
  const rows = [
    ...byMonth(cells).map((one) => ({
      name: monthOf(one.startsAt),
      span: { from: one.startsAt, to: one.endsAt },
      cells: one.cells,
    })),
    { name: t`Together`, span: whole, cells },
  ];
  return (
    <div className="scrollbar-thin -mx-4 overflow-x-auto px-4">
      <table className="w-full min-w-max border-collapse text-sm">
        <thead>
          <tr className="border-line border-b text-ink-3 text-xs">
            <th className="py-2 pr-4 text-left font-medium">{t`Month`}</th>
            {KINDS.map((kind) => (
              <th key={kind} className="px-3 py-2 text-right font-medium">
                {texts[kind].label}
              </th>
            ))}
            <th className="px-3 py-2 text-right font-medium">{t`Together`}</th>
            <th className="py-2 pl-3 text-right font-medium">{t`Estimated value`}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const all = sumOf(row.cells);
            return (
              <tr
                key={row.name}
                className={index === rows.length - 1 ? "border-line border-t font-medium" : "border-line border-b"}
              >
                <th className="py-2 pr-4 text-left font-normal">{row.name}</th>
                {KINDS.map((kind) => (
                  <td key={kind} className="px-3 py-2 text-right">
                    <MissedCount
                      kind={kind}
                      count={sumOf(row.cells.filter((one) => one.kind === kind)).leads}
                      span={row.span}
                    />
                  </td>
                ))}
                <td className="px-3 py-2 text-right">
                  <MissedCount kind={null} count={all.leads} span={row.span} />
                </td>
                <td className="tnum py-2 pl-3 text-right text-ink-2">
                  {all.worth === null ? "—" : shortMoney(all.worth)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
