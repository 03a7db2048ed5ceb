import { useLingui } from "@lingui/react/macro";
import type { Change } from "./changeLabels";

/** What changed: the field, what it was, what it is; side by side where there is room. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const { t } = useLingui();
  if (changes.length === 0) return null;
  return (
    <dl className="mt-1 flex flex-col gap-1 text-xs">
      {changes.map((change) => (
        <div key={change.key} className="grid grid-cols-2 gap-x-2 sm:grid-cols-[7rem_1fr_1fr]">
          <dt className="col-span-2 text-ink-3 sm:col-span-1">{change.label}</dt>
          <dd className="min-w-0 break-words text-ink-3">
            <span className="sr-only">{t`before`} </span>
            {change.before === "∅" ? "—" : change.before}
          </dd>
          <dd className="min-w-0 break-words">
            <span className="sr-only">{t`after`} </span>
            <span aria-hidden className="mr-2 text-ink-3">
              →
            </span>
            {change.after === "∅" ? "—" : change.after}
          </dd>
        </div>
      ))}
    </dl>
  );
}
