export type Point = { predicted: number; actual: number; count: number; low?: number; high?: number };
type Props = { points: readonly Point[]; predicted: string; actual: string };
const SIZE = 160;
const PAD = 38;

/** What was predicted against what came: on the line it was right; bigger dots are of more, strokes are how sure that is. */
export function CalibrationPlot({ points, predicted, actual }: Props) {
  const most = Math.max(1, ...points.map((one) => one.count));
  const x = (part: number) => PAD + part * SIZE;
  const y = (part: number) => 4 + (1 - part) * SIZE;
  return (
    <svg viewBox={`0 0 ${SIZE + PAD + 16} ${SIZE + 34}`} className="w-full max-w-72" aria-hidden>
      {[0, 0.5, 1].map((part) => (
        <g key={part} className="fill-ink-3 text-[8px]">
          <path d={`M${x(0)} ${y(part)}H${x(1)}M${x(part)} ${y(0)}V${y(1)}`} className="fill-none stroke-line" />
          <text x={x(part)} y={y(0) + 11} textAnchor="middle">
            {part * 100}%
          </text>
          <text x={PAD - 3} y={y(part) + 3} textAnchor="end">
            {part * 100}%
          </text>
        </g>
      ))}
      <path d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} className="fill-none stroke-line-strong" strokeDasharray="3 3" />
      {points.map((one) => (
        <g key={one.predicted}>
          {one.low !== undefined && one.high !== undefined && (
            <path d={`M${x(one.predicted)} ${y(one.low)}V${y(one.high)}`} className="fill-none stroke-ink-3" />
          )}
          <circle
            cx={x(one.predicted)}
            cy={y(one.actual)}
            r={2.5 + 5 * Math.sqrt(one.count / most)}
            className="fill-accent opacity-80"
          />
        </g>
      ))}
      <text transform={`translate(9 ${y(0.5)}) rotate(-90)`} textAnchor="middle" className="fill-ink-2 text-[9px]">
        {actual}
      </text>
      <text x={x(0.5)} y={y(0) + 24} textAnchor="middle" className="fill-ink-2 text-[9px]">
        {predicted}
      </text>
    </svg>
  );
}
