import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props = {
  name: string;
  /** Where the bar begins and ends, of `most`. */
  from?: number;
  to: number;
  most: number;
  tone?: string;
  /** Shows how far the bar could reach. */
  isTracked?: boolean;
  /** The figures beside it. */
  children: ReactNode;
  title?: string;
};

/** A name, a bar and its figures in one line: an item of a picture that is a list. */
export function BarRow({ name, from = 0, to, most, tone = "bg-accent", isTracked, children, title }: Props) {
  const at = (value: number) => `${(100 * value) / most}%`;
  return (
    <span className="grid w-full grid-cols-[5rem_1fr_5rem] items-center gap-2 sm:grid-cols-[8rem_1fr_5rem]">
      <span className="break-words text-left text-sm">{name}</span>
      <span className={clsx("relative h-6", isTracked && "rounded-md bg-hover")} aria-hidden>
        <span
          className={clsx("absolute inset-y-0 rounded-sm", tone, from !== to && "min-w-1")}
          style={{ left: at(Math.min(from, to)), width: at(Math.abs(to - from)) }}
        />
      </span>
      <span className="tnum text-right text-sm" title={title}>
        {children}
      </span>
    </span>
  );
}
