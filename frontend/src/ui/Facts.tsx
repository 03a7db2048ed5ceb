import type { ReactNode } from "react";

export type Fact = { label: string; value: ReactNode };

/** Names and values of a record, one under the other. Narrow screens leave out what is empty, and so does what is `isBrief`. */
export function Facts({ facts, isBrief = false }: { facts: readonly Fact[]; isBrief?: boolean }) {
  return (
    <dl className="grid grid-cols-[minmax(5.5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
      {facts.map((fact) => (
        <div
          key={fact.label}
          className={
            fact.value === null || fact.value === undefined || fact.value === ""
              ? isBrief
                ? "hidden"
                : "hidden lg:contents"
              : "contents"
          }
        >
          <dt className="text-ink-3">{fact.label}</dt>
          <dd className="min-w-0 break-words">{fact.value || <span className="text-ink-3">—</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
