import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Column = {
  name: string;
  /** Words stand to the left, numbers to the right. */
  isText?: boolean;
  /** Room for a bar. */
  isWide?: boolean;
  span?: number;
};
type Props = { label: string; columns: readonly Column[]; children: ReactNode };

/** Columns of words, by their names. */
export const textColumns = (...names: string[]): Column[] => names.map((name) => ({ name, isText: true }));

/** Columns of numbers, by their names. */
export const numberColumns = (...names: string[]): Column[] => names.map((name) => ({ name }));

/** A table of figures that may be wider than the page: it scrolls by itself, also from the keyboard, up to the edges of its section. */
export function WideTable({ label, columns, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="scrollbar-thin -mx-4 overflow-x-auto px-4" aria-label={label} tabIndex={0}>
      <table className="tnum w-full min-w-max text-sm">
        <caption className="sr-only">{label}</caption>
        <thead className="text-ink-3 text-xs">
          <tr className="border-line border-b">
            {columns.map(({ name, isText, isWide, span }, n) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name, and columns do not move
                key={n}
                scope="col"
                colSpan={span}
                className={clsx("py-2 font-medium", isText ? "pr-4 text-left" : "px-3 text-right", isWide && "w-1/4")}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
