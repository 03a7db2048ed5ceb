import { useLingui } from "@lingui/react/macro";
import { HistoryIcon } from "lucide-react";
import { useMemo } from "react";
import { number, shortMoney } from "../session/formats";
import { Button } from "../ui/Button";
import { Cell } from "./Cell";
import { type Cells, type Line, membersOf, ordered, type Spot, sumAt } from "./cells";

type Props = {
  lines: readonly Line[];
  months: readonly string[];
  currency: string | null;
  loaded: Cells;
  cells: Cells;
  onSet: (spot: Spot, value: number | null) => void;
  onBlock: (spot: Spot, text: string) => void;
  onHistory: (line: Line) => void;
};

/** People by months, each department above its people with their sum beside its own target. */
export function Sheet({ lines, months, currency, loaded, cells, onSet, onBlock, onHistory }: Props) {
  const { t } = useLingui();
  const rows = useMemo(
    () => ordered(lines).map((one) => ({ ...one, at: lines.indexOf(one.line), members: membersOf(lines, one.line) })),
    [lines],
  );
  const short = (value: number) => (currency ? shortMoney(value, currency) : number(value));
  return (
    <div className="scrollbar-thin -mx-4 overflow-x-auto px-4">
      <table className="tnum w-full border-collapse text-sm">
        <caption className="sr-only">{t`Targets by month`}</caption>
        <thead className="text-ink-3 text-xs">
          <tr className="border-line-strong border-b">
            <th scope="col" className="sticky left-0 z-10 min-w-32 bg-surface py-2 pr-3 text-left font-medium">
              {t`Name`}
            </th>
            {months.map((month) => (
              <th key={month} scope="col" className="px-3 py-2 text-right font-medium">
                {month.slice(0, 7)}
              </th>
            ))}
            <th scope="col" className="py-2 pl-3 text-right font-medium">{t`Total`}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, depth, at, members }, place) => {
            const name = line.name || t`Company`;
            const whole = line.kind !== "PERSON";
            const total = (cells[at] ?? []).reduce<number>((sum, one) => sum + (one ?? 0), 0);
            return (
              <tr key={line.placeId ?? ""} className="border-line border-b">
                <th
                  scope="row"
                  className={`sticky left-0 z-10 max-w-44 bg-surface py-1 pr-2 text-left ${whole ? "font-medium" : "font-normal"}`}
                  style={{ paddingLeft: `${depth * 0.75}rem` }}
                >
                  <span className="flex items-center justify-between gap-1">
                    <span className="truncate">{name}</span>
                    <Button
                      look="ghost"
                      size="icon"
                      aria-label={t`${name}: history of changes`}
                      onClick={() => onHistory(line)}
                    >
                      <HistoryIcon />
                    </Button>
                  </span>
                </th>
                {months.map((month, m) => (
                  <td key={month} className="px-0.5 py-1 align-top">
                    <Cell
                      at={`${place} ${m}`}
                      label={`${name} ${month.slice(0, 7)}`}
                      value={cells[at]?.[m] ?? null}
                      changed={(cells[at]?.[m] ?? null) !== (loaded[at]?.[m] ?? null)}
                      disabled={!line.mayPlan}
                      onSet={(value) => onSet({ line: at, month: m }, value)}
                      onBlock={(text) => onBlock({ line: place, month: m }, text)}
                    />
                    {whole && <Sum own={cells[at]?.[m] ?? null} sum={sumAt(cells, members, m)} short={short} />}
                  </td>
                ))}
                <td className="py-2 pl-3 text-right font-medium">{total ? short(total) : "–"}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The sum of the people below a department, and by how much it differs from its own target; shown, never forced. */
function Sum({ own, sum, short }: { own: number | null; sum: number | null; short: (value: number) => string }) {
  const { t } = useLingui();
  if (sum === null) return null;
  const difference = own === null ? 0 : sum - own;
  const by = `${difference > 0 ? "+" : "−"}${short(Math.abs(difference))}`;
  return (
    <p className="pr-3 text-right text-2xs text-ink-3">
      {t`sum ${short(sum)}`}
      {difference !== 0 && <span className="block text-warn">{by}</span>}
    </p>
  );
}
