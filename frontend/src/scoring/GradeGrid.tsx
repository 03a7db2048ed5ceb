import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { number } from "../session/formats";
import { GRADES } from "./labels";

type Props = { now: readonly number[]; would: readonly number[] };
const ROWS = ["A", "B", "C"];
const SHADES = [0, 12, 24, 38, 52];

/** The leads in the grid of grades: as they would be, beside as they are. The darker, the more. */
export function GradeGrid({ now, would }: Props) {
  const { t } = useLingui();
  const most = Math.max(1, ...would);
  return (
    <table className="w-full table-fixed border-separate border-spacing-1 text-center text-sm">
      <caption className="sr-only">{t`Open leads by grade, as they would be and as they are`}</caption>
      <thead>
        <tr className="text-ink-3 text-xs">
          <th scope="col" className="w-14 text-left font-normal">
            <span className="sr-only">{t`Fit`}</span>
          </th>
          {["1", "2", "3"].map((digit) => (
            <th key={digit} scope="col" className="font-normal">
              {digit === "1" ? `1 · ${t`engaged`}` : digit === "3" ? `3 · ${t`quiet`}` : digit}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ROWS.map((letter, row) => (
          <tr key={letter}>
            <th scope="row" className="text-left font-normal text-ink-3 text-xs">
              {letter === "A" ? `A · ${t`fits`}` : letter}
            </th>
            {[0, 1, 2].map((column) => {
              const at = row * 3 + column;
              const [is, willBe] = [now[at] ?? 0, would[at] ?? 0];
              const shade = SHADES[willBe === 0 ? 0 : Math.max(1, Math.ceil((willBe / most) * 4))];
              return (
                <td
                  key={GRADES[at]}
                  className="h-14 rounded-lg border border-line"
                  style={{
                    background: `color-mix(in oklab, var(--accent-soft) ${(shade ?? 0) * 1.9}%, var(--surface))`,
                  }}
                >
                  <span className="tnum block font-semibold">{number(willBe)}</span>
                  <span className={clsx("tnum block text-2xs", is === willBe ? "text-ink-3" : "text-ink-2")}>
                    {is === willBe ? t`unchanged` : t`now ${number(is)}`}
                  </span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
