import { clsx } from "clsx";
import { share as shareText } from "./stageTypes";

type Props = {
  share: number | null;
  low: number | null;
  high: number | null;
  /** Too few to say much. */
  isQuiet?: boolean;
};

/** A share with how sure it is: the figure, a dot on the bar of its interval, and where that begins and ends. */
export function Interval({ share, low, high, isQuiet }: Props) {
  if (share === null || low === null || high === null) return <>–</>;
  const reach = `${shareText(low)} – ${shareText(high)}`;
  return (
    <span className="flex items-center gap-3">
      <span className="w-12">{shareText(share)}</span>
      <span className="relative h-4 min-w-24 flex-1" aria-hidden title={reach}>
        <span className="absolute inset-x-0 top-1/2 h-px bg-line" />
        <span
          className={clsx(
            "absolute top-1/2 h-1.5 -translate-y-1/2 rounded-full",
            isQuiet ? "bg-line-strong" : "bg-accent",
          )}
          style={{ left: `${low * 100}%`, width: `${(high - low) * 100}%` }}
        />
        <span
          className="absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-surface bg-ink"
          style={{ left: `${share * 100}%` }}
        />
      </span>
      <span className="text-ink-3 text-xs">{reach}</span>
    </span>
  );
}
