import { Menu as Base } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { CheckIcon } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

type MenuProps = { trigger: ReactElement<Record<string, unknown>>; children: ReactNode; align?: "start" | "end" | "center"; className?: string; label?: string };

/** A button that opens a list of actions. */
export function Menu({ trigger, children, align = "end", className, label }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-60 outline-none">
          <Base.Popup
            aria-label={label}
            className={clsx("popup scrollbar-thin max-h-(--available-height) min-w-44 max-w-80 overflow-y-auto", className)}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type ItemProps = { onSelect?: () => void; icon?: ReactNode; children: ReactNode; danger?: boolean; disabled?: boolean; render?: ReactElement<Record<string, unknown>> };

export function MenuItem({ onSelect, icon, children, danger, disabled, render }: ItemProps) {
  return (
    <Base.Item
      onClick={onSelect}
      disabled={disabled}
      render={render}
      className={clsx("menu-row [&_svg]:size-4 [&_svg]:shrink-0", danger ? "text-danger" : "[&_svg]:text-ink-3")}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </Base.Item>
  );
}

type ChoiceProps<V extends string> = { value: V; options: readonly { value: V; label: string }[]; onChange: (value: V) => void };

/** One of several, ticked. */
export function MenuChoice<V extends string>({ value, options, onChange }: ChoiceProps<V>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next) => onChange(next as V)}>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className="menu-row" closeOnClick>
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          <Base.RadioItemIndicator>
            <CheckIcon className="size-4 text-accent-text" />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuTitle({ children }: { children: ReactNode }) {
  return <div className="px-2 pt-1.5 pb-1 font-medium text-2xs text-ink-3">{children}</div>;
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}
