import { useLingui } from "@lingui/react/macro";
import { number } from "../session/formats";

type Props = { title: string; now: readonly number[]; would: readonly number[]; borders: readonly number[] };
const HEIGHT = 56;

/** How leads are spread over the points, in tens: as they would be (bars), as they are (lines), with the borders of the grades. */
export function Spread({ title, now, would, borders }: Props) {
  const { t } = useLingui();
  const most = Math.max(1, ...now, ...would);
  const high = (count: number) => (count / most) * HEIGHT;
  return (
    <figure>
      <figcaption className="mb-1 font-medium text-ink-2 text-xs">{title}</figcaption>
      <svg viewBox={`0 0 200 ${HEIGHT + 14}`} className="w-full" aria-hidden>
        {would.map((count, bin) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bin has no name but its place
          <g key={bin}>
            <rect
              x={bin * 20 + 2}
              width={16}
              y={HEIGHT - high(count)}
              height={high(count)}
              rx={1.5}
              className="fill-accent"
            />
            <path
              d={`M${bin * 20 + 1} ${HEIGHT - high(now[bin] ?? 0)}h18`}
              className="fill-none stroke-ink-3"
              strokeWidth={1.5}
            />
          </g>
        ))}
        <path d={`M0 ${HEIGHT + 0.5}h200`} className="fill-none stroke-line-strong" />
        {borders.map((border) => (
          <g key={border}>
            <path d={`M${border * 2} 0v${HEIGHT}`} className="fill-none stroke-ink-2" strokeDasharray="2 3" />
            <text x={border * 2} y={HEIGHT + 11} textAnchor="middle" className="fill-ink-2 text-[9px]">
              {border}
            </text>
          </g>
        ))}
      </svg>
      <table className="sr-only">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th>{t`Points`}</th>
            <th>{t`As it would be`}</th>
            <th>{t`As it is`}</th>
          </tr>
        </thead>
        <tbody>
          {would.map((count, bin) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a bin has no name but its place
            <tr key={bin}>
              <td>{bin === 9 ? "90–100" : `${bin * 10}–${bin * 10 + 9}`}</td>
              <td>{number(count)}</td>
              <td>{number(now[bin] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
