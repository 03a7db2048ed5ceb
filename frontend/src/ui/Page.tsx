import { clsx } from "clsx";
import { type ReactNode, useEffect } from "react";

type Props = {
  title: ReactNode;
  documentTitle?: string;
  actions?: ReactNode;
  toolbar?: ReactNode;
  phoneToolbar?: ReactNode;
  children: ReactNode;
  fill?: boolean;
  lead?: ReactNode;
};

/** A page below the shell: a quiet header that stays, and a body that scrolls. `fill` leaves scrolling to the body. */
export function Page({ title, documentTitle, actions, toolbar, phoneToolbar, children, fill, lead }: Props) {
  useTitle(documentTitle ?? (typeof title === "string" ? title : undefined));
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="shrink-0 border-line border-b bg-surface pt-[env(safe-area-inset-top)]">
        <div className="flex min-h-13 items-center gap-2 px-4 md:px-6">
          {lead}
          <h1 className="flex min-w-0 flex-1 items-center gap-2 truncate font-semibold text-[0.9375rem]">{title}</h1>
          {actions && <div className="flex shrink-0 items-center gap-1.5">{actions}</div>}
        </div>
        {toolbar && <div className="flex flex-wrap items-center gap-2 px-4 pb-2.5 md:px-6">{toolbar}</div>}
        {phoneToolbar && <div className="flex items-center gap-2 px-4 pb-2.5 md:hidden">{phoneToolbar}</div>}
      </header>
      <main
        id="main"
        tabIndex={-1}
        className={clsx(
          // Placed in what scrolls, as all that scrolls is: what is only for readers to hear would else lengthen the window.
          "relative min-h-0 flex-1 outline-none",
          fill ? "flex flex-col overflow-hidden" : "scrollbar-thin overflow-y-auto overscroll-contain",
        )}
      >
        {children}
      </main>
    </div>
  );
}

export function useTitle(title?: string) {
  useEffect(() => {
    document.title = title ? `${title} · Weir` : "Weir 鱼梁";
  }, [title]);
}

/** A titled block of a page. */
export function Section({
  title,
  actions,
  children,
  className,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={clsx("rounded-xl bg-surface shadow-lift", className)}>
      {(title || actions) && (
        <div className="flex min-h-11 items-center gap-2 px-4 pt-1.5">
          <h2 className="min-w-0 flex-1 truncate font-medium text-sm">{title}</h2>
          {actions}
        </div>
      )}
      <div className="px-4 pt-1 pb-4">{children}</div>
    </section>
  );
}
