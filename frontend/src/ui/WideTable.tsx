import type { ReactNode } from "react";

type Props = { label: string; children: ReactNode };

/** A table of figures that may be wider than the page: it scrolls by itself, also from the keyboard, up to the edges of its section. */
export function WideTable({ label, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="scrollbar-thin -mx-4 overflow-x-auto px-4" aria-label={label} tabIndex={0}>
      <table className="tnum w-full min-w-max text-sm">
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </section>
  );
}
