import { useLingui } from "@lingui/react/macro";
import type { Standing } from "./boards";
import { ScoreLink } from "./ScoreLink";

/** Every score of everybody; each number opens its records, and the total is that of the whole. */
export function BoardTable({ rows, label }: { rows: readonly Standing[]; label: string }) {
  const { t } = useLingui();
  const heads = rows[0]?.scores.map((one) => one.measure.label) ?? [];
  return (
    <div className="scrollbar-thin -mx-4 overflow-x-auto px-4">
      <table className="tnum w-full min-w-max border-collapse text-sm">
        <caption className="sr-only">{label}</caption>
        <thead className="text-ink-3 text-xs">
          <tr className="border-line-strong border-b bg-surface">
            <th scope="col" className="sticky left-0 bg-inherit py-1.5 pr-4 text-left font-medium">
              {t`Name`}
            </th>
            {heads.map((head) => (
              <th key={head} scope="col" className="px-3 py-1.5 text-right font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.key}
              className={row.isTotal ? "border-line border-b bg-canvas font-medium" : "border-line border-b bg-surface"}
            >
              <th scope="row" className="sticky left-0 max-w-44 truncate bg-inherit py-1.5 pr-4 text-left font-normal">
                {row.name}
              </th>
              {row.scores.map((score, n) => (
                <td key={heads[n]} className="px-3 py-1.5 text-right">
                  <ScoreLink score={score} name={`${row.name}, ${score.measure.label}`} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
