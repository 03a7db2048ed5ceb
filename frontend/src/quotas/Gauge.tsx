import { useLingui } from "@lingui/react/macro";

type Props = {
  /** The share reached: 0.84 is 84%; null without a target. */
  attainment: number | null;
  /** The share of working days that have passed, marked on the arc. */
  passed: number | null;
  label: string;
};

const R = 80;
const LENGTH = Math.PI * R;
const point = (share: number, radius: number) => {
  const angle = Math.PI * (1 - Math.min(1, Math.max(0, share)));
  return `${100 + radius * Math.cos(angle)} ${100 - radius * Math.sin(angle)}`;
};

/** How much of one's target is reached, with a mark where the calendar stands. */
export function Gauge({ attainment, passed, label }: Props) {
  const { t } = useLingui();
  const share = attainment ?? 0;
  const behind = passed !== null && share < passed;
  const text = attainment === null ? "–" : `${(attainment * 100).toFixed(1)}%`;
  const arc = `M ${point(0, R)} A ${R} ${R} 0 0 1 ${point(1, R)}`;
  return (
    <svg viewBox="0 0 200 112" role="img" aria-label={`${label} ${text}`} className="mx-auto w-full max-w-64">
      <path d={arc} fill="none" stroke="var(--line)" strokeWidth="16" strokeLinecap="round" />
      {share > 0 && (
        <path
          d={arc}
          fill="none"
          stroke={behind ? "var(--warn)" : "var(--accent)"}
          strokeWidth="16"
          strokeLinecap="round"
          strokeDasharray={`${Math.min(1, share) * LENGTH} ${LENGTH * 2}`}
        />
      )}
      {passed !== null && (
        <path d={`M ${point(passed, R - 12)} L ${point(passed, R + 12)}`} stroke="var(--text)" strokeWidth="2.5">
          <title>{t`Working days passed`}</title>
        </path>
      )}
      <text x="100" y="92" textAnchor="middle" fill="var(--text)" fontSize="30" fontWeight="600">
        {text}
      </text>
    </svg>
  );
}
