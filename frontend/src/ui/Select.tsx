import { Select as Base } from "@base-ui/react/select";
import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { CheckIcon, ChevronDownIcon } from "lucide-react";
import type { ReactNode } from "react";

export type Option<V extends string = string> = { value: V; label: string; icon?: ReactNode };

type Props<V extends string> = {
  options: readonly Option<V>[];
  value: V | null;
  onChange: (value: V) => void;
  placeholder?: string;
  id?: string;
  label?: string;
  className?: string;
  disabled?: boolean;
  /** Opens at once, for a choice that was asked for by a click already. */
  defaultOpen?: boolean;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
};

/** A choice from a short, known list. */
export function Select<V extends string>({
  options,
  value,
  onChange,
  placeholder,
  id,
  label,
  className,
  ...rest
}: Props<V>) {
  const { t } = useLingui();
  const chosen = options.find((option) => option.value === value);
  return (
    <Base.Root
      items={options as Option<V>[]}
      value={value}
      onValueChange={(next) => next !== null && onChange(next as V)}
      disabled={rest.disabled}
      defaultOpen={rest.defaultOpen}
    >
      <Base.Trigger
        id={id}
        aria-label={label}
        aria-invalid={rest["aria-invalid"]}
        aria-describedby={rest["aria-describedby"]}
        className={clsx("control flex w-full items-center justify-between gap-2 text-left", className)}
      >
        <Base.Value className="truncate">
          {() => chosen?.label ?? <span className="text-ink-3">{placeholder ?? t`Choose…`}</span>}
        </Base.Value>
        <Base.Icon>
          <ChevronDownIcon className="size-4 text-ink-3" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-60 outline-none">
          <Base.Popup className="popup max-h-[min(22rem,var(--available-height))] min-w-(--anchor-width) overflow-y-auto">
            {options.map((option) => (
              <Base.Item key={option.value} value={option.value} className="menu-row">
                {option.icon}
                <Base.ItemText className="flex-1 truncate">{option.label}</Base.ItemText>
                <Base.ItemIndicator>
                  <CheckIcon className="size-4 text-accent-text" />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
