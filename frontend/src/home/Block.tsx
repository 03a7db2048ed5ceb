import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props = { title: string; total?: number; bad?: boolean; actions?: ReactNode; children: ReactNode };

/** One block of the home page: what it is, how many, and the first of them. */
export function Block({ title, total, bad, actions, children }: Props) {
  return (
    <section aria-label={title} className="rounded-xl bg-surface shadow-lift">
      <div className="flex min-h-11 items-center gap-2 px-4 pt-1">
        <h2 className="flex min-w-0 flex-1 items-baseline gap-2 font-medium text-sm">
          <span className="truncate">{title}</span>
          {total !== undefined && (
            <span className={clsx("tnum font-normal", bad && total > 0 ? "text-danger" : "text-ink-3")}>{total}</span>
          )}
        </h2>
        {actions}
      </div>
      <div className="px-4 pb-3">{children}</div>
    </section>
  );
}
