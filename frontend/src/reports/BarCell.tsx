import type { ReactNode } from "react";

/** A table cell with a bar before its figure: `part` of the longest, from 0 to 1. */
export function BarCell({ part, children }: { part: number; children: ReactNode }) {
  return (
    <td className="py-2 pr-4">
      <span className="flex items-center gap-2">
        <span aria-hidden className="h-2.5 rounded-sm bg-accent" style={{ width: `${part * 70}%` }} />
        {children}
      </span>
    </td>
  );
}
