import { useLingui } from "@lingui/react/macro";
import { number, percent } from "../session/formats";

export type Bin = { from: number; to: number; predicted: number; actual: number; leads: number };
const SIZE = 160;
const PAD = 30;

/** What was predicted of the held-out leads against what came of them; on the line, the prediction was right. */
export function Calibration({ bins }: { bins: readonly Bin[] }) {
  const { t } = useLingui();
  const most = Math.max(1, ...bins.map((one) => one.leads));
  const x = (part: number) => PAD + part * SIZE;
  const y = (part: number) => 4 + (1 - part) * SIZE;
  return (
    <figure className="m-0">
      <figcaption className="mb-1 font-medium text-ink-2 text-xs">{t`Calibration on the held-out leads`}</figcaption>
      <svg viewBox={`0 0 ${SIZE + PAD + 16} ${SIZE + 34}`} className="w-full max-w-72" aria-hidden>
        {[0, 0.5, 1].map((part) => (
          <g key={part} className="fill-ink-3 text-[8px]">
            <path d={`M${x(0)} ${y(part)}H${x(1)}M${x(part)} ${y(0)}V${y(1)}`} className="fill-none stroke-line" />
            <text x={x(part)} y={y(0) + 10} textAnchor="middle">
              {part * 100}%
            </text>
            <text x={PAD - 3} y={y(part) + 3} textAnchor="end">
              {part * 100}%
            </text>
          </g>
        ))}
        <path d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} className="fill-none stroke-line-strong" strokeDasharray="3 3" />
        {bins.map((one) => (
          <circle
            key={one.from}
            cx={x(one.predicted)}
            cy={y(one.actual)}
            r={2.5 + 5 * Math.sqrt(one.leads / most)}
            className="fill-accent opacity-80"
          />
        ))}
        <text transform={`translate(8 ${y(0.5)}) rotate(-90)`} textAnchor="middle" className="fill-ink-2 text-[9px]">
          {t`Came true`}
        </text>
        <text x={x(0.5)} y={y(0) + 22} textAnchor="middle" className="fill-ink-2 text-[9px]">
          {t`Predicted`}
        </text>
      </svg>
      <details className="mt-1 text-sm">
        <summary className="cursor-pointer text-ink-2 text-xs coarse:min-h-11 coarse:py-2.5">{t`As a table`}</summary>
        <table className="w-full text-left">
          <thead className="text-ink-3 text-xs">
            <tr>
              <th scope="col" className="py-1 font-normal">{t`Predicted`}</th>
              <th scope="col" className="text-right font-normal">{t`Came true`}</th>
              <th scope="col" className="text-right font-normal">{t`Leads`}</th>
            </tr>
          </thead>
          <tbody className="tnum divide-y divide-line">
            {bins.map((one) => (
              <tr key={one.from}>
                <td className="py-1">{percent(one.predicted * 100)}</td>
                <td className="text-right">{percent(one.actual * 100)}</td>
                <td className="text-right">{number(one.leads)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
