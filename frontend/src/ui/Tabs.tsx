import { Tabs as Base } from "@base-ui/react/tabs";
import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Tab = { value: string; label: string; count?: number | string; content: ReactNode };

/** Sections of one page, one at a time; the content of a hidden tab is not mounted. */
export function Tabs({
  tabs,
  value,
  onChange,
  className,
}: {
  tabs: Tab[];
  value: string;
  onChange: (value: string) => void;
  className?: string;
}) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => onChange(String(next))}
      className={clsx("flex min-w-0 flex-col", className)}
    >
      <Base.List className="scrollbar-thin relative flex gap-1 overflow-x-auto border-line border-b px-1 [scrollbar-width:none]">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="-outline-offset-2 flex h-9 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-ink-2 text-sm hover:text-ink data-active:font-medium data-active:text-ink coarse:h-11"
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="tnum rounded-full bg-hover px-1.5 text-2xs text-ink-3">{tab.count}</span>
            )}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) rounded-full bg-accent transition-[translate,width] duration-150" />
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="min-w-0 pt-4 outline-none">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
