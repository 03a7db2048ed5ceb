import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props = { icon?: ReactNode; title: ReactNode; children?: ReactNode; action?: ReactNode; className?: string };

export function EmptyState({ icon, title, children, action, className }: Props) {
  return (
    <div className={clsx("mx-auto flex max-w-sm flex-col items-center gap-2 px-4 py-12 text-center", className)}>
      {icon && (
        <div className="mb-1 grid size-11 place-items-center rounded-xl bg-hover text-ink-3 [&_svg]:size-5">{icon}</div>
      )}
      <p className="font-medium text-base">{title}</p>
      {children && <p className="text-ink-2 text-sm">{children}</p>}
      {/* A button that is an icon in a phone's narrow header has room for its words here. */}
      {action && <div className="mt-2 flex gap-2 [&_button>span.hidden]:inline">{action}</div>}
    </div>
  );
}
