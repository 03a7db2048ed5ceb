import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { useLabel } from "../ui/useLabel";
import { KIND, KIND_ICON, KINDS, type Kind } from "./labels";

/** One tap for what it was. */
export function KindPicker({
  value,
  onChange,
  large,
}: {
  value: Kind | null;
  onChange: (kind: Kind) => void;
  large?: boolean;
}) {
  const { t } = useLingui();
  const label = useLabel();
  return (
    <div
      role="radiogroup"
      aria-label={t`Kind of activity`}
      className={clsx(large ? "grid grid-cols-3 gap-2" : "flex flex-wrap gap-1")}
    >
      {KINDS.map((kind) => {
        const Icon = KIND_ICON[kind];
        return (
          <button
            key={kind}
            type="button"
            role="radio"
            aria-checked={kind === value}
            onClick={() => onChange(kind)}
            className={clsx(
              "flex items-center justify-center gap-1.5 rounded-lg border border-line text-ink-2 text-sm hover:bg-hover aria-checked:border-accent aria-checked:bg-accent-soft aria-checked:text-accent-text",
              large ? "h-18 flex-col text-base" : "h-7 px-2 coarse:h-10",
            )}
          >
            <Icon className={large ? "size-5" : "size-3.5"} />
            {label(KIND, kind)}
          </button>
        );
      })}
    </div>
  );
}
