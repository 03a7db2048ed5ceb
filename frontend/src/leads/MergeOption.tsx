import { clsx } from "clsx";
import { CheckIcon } from "lucide-react";
import type { ReactNode } from "react";

type Props = { name: string; checked: boolean; onChange: () => void; children: ReactNode; label: string };

/** One of several values of which one stays; arrows go through them, as in every group of radio buttons. */
export function MergeOption({ name, checked, onChange, children, label }: Props) {
  return (
    <label
      className={clsx(
        "flex min-h-9 min-w-0 cursor-pointer items-start gap-2 rounded-lg border px-2.5 py-1.5 text-sm coarse:min-h-11 coarse:py-2.5",
        "has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-1",
        checked ? "border-accent bg-accent-soft" : "border-line hover:bg-hover",
      )}
    >
      <input type="radio" name={name} className="sr-only" checked={checked} onChange={onChange} aria-label={label} />
      <span
        aria-hidden
        className={clsx(
          "mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border",
          checked ? "border-accent bg-accent text-accent-fg" : "border-line-strong",
        )}
      >
        {checked && <CheckIcon className="size-3" strokeWidth={3} />}
      </span>
      <span className="min-w-0 flex-1 break-words">{children}</span>
    </label>
  );
}
