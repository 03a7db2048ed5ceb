import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Tone = "plain" | "accent" | "good" | "warn" | "bad";

const tones: Record<Tone, string> = {
  plain: "bg-hover text-ink-2",
  accent: "bg-accent-soft text-accent-text",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-danger-soft text-danger",
};

export function Badge({
  tone = "plain",
  children,
  className,
  title,
}: {
  tone?: Tone;
  children: ReactNode;
  className?: string;
  title?: string;
}) {
  return (
    <span
      title={title}
      className={clsx(
        "inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap rounded-md px-1.5 font-medium text-2xs [&_svg]:size-3",
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

/** A coloured dot that is never the only carrier of its meaning. */
export function Dot({ tone = "plain", className }: { tone?: Tone; className?: string }) {
  const fill = { plain: "bg-line-strong", accent: "bg-accent", good: "bg-good", warn: "bg-warn", bad: "bg-danger" }[
    tone
  ];
  return <span aria-hidden className={clsx("inline-block size-2 shrink-0 rounded-full", fill, className)} />;
}
