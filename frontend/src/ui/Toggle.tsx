import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props<V extends string> = {
  value: V;
  options: readonly { value: V; label: string; icon?: ReactNode }[];
  onChange: (value: V) => void;
  label: string;
  className?: string;
};

/** A row of exclusive choices, all visible. */
export function Segmented<V extends string>({ value, options, onChange, label, className }: Props<V>) {
  return (
    <div role="radiogroup" aria-label={label} className={clsx("flex rounded-lg bg-hover p-0.5", className)}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChange(option.value)}
          onKeyDown={(event) => {
            const step =
              event.key === "ArrowRight" || event.key === "ArrowDown"
                ? 1
                : event.key === "ArrowLeft" || event.key === "ArrowUp"
                  ? -1
                  : 0;
            if (!step) return;
            event.preventDefault();
            const index = options.findIndex((o) => o.value === value);
            const next = options[(index + step + options.length) % options.length];
            if (!next) return;
            onChange(next.value);
            const buttons = event.currentTarget.parentElement?.children;
            (buttons?.[options.indexOf(next)] as HTMLElement | undefined)?.focus();
          }}
          className="flex h-7 flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-md px-2.5 text-ink-2 text-sm aria-checked:bg-surface aria-checked:font-medium aria-checked:text-ink aria-checked:shadow-lift dark:aria-checked:bg-line coarse:h-10 [&_svg]:size-4"
        >
          {option.icon}
          {option.label}
        </button>
      ))}
    </div>
  );
}
