import type { ReactNode } from "react";
import { useMedia } from "../ui/useMedia";

type Props = { label: string; width?: number; children: ReactNode };

/** One tile of a grid of twelve columns; on a phone it has the whole width. */
export function TileFrame({ label, width = 6, children }: Props) {
  const wide = useMedia("(min-width: 48rem)");
  return (
    <section
      aria-label={label}
      className="min-w-0 rounded-xl bg-surface p-4 shadow-lift"
      style={wide ? { gridColumn: `span ${width}` } : undefined}
    >
      {children}
    </section>
  );
}

/** The twelve columns, or one on a phone. */
export function TileGrid({ children }: { children: ReactNode }) {
  const wide = useMedia("(min-width: 48rem)");
  return (
    <div className="grid gap-4" style={{ gridTemplateColumns: wide ? "repeat(12, minmax(0, 1fr))" : "minmax(0, 1fr)" }}>
      {children}
    </div>
  );
}
