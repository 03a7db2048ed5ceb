import { Checkbox as Base } from "@base-ui/react/checkbox";
import { CheckIcon } from "lucide-react";
import type { ReactNode } from "react";

type Props = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children?: ReactNode;
  label?: string;
  disabled?: boolean;
  id?: string;
};

export function Checkbox({ checked, onChange, children, label, disabled, id }: Props) {
  const box = (
    <Base.Root
      id={id}
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      aria-label={label}
      className="grid size-4 shrink-0 place-items-center rounded border border-line-strong bg-surface transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50 coarse:size-5"
    >
      <Base.Indicator className="text-accent-fg">
        <CheckIcon className="size-3" strokeWidth={3} />
      </Base.Indicator>
    </Base.Root>
  );
  if (!children) return box;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the checkbox inside
    <label className="flex min-h-8 items-center gap-2 text-sm coarse:min-h-11 coarse:text-base">
      {box}
      <span className="min-w-0">{children}</span>
    </label>
  );
}
