import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useLabel } from "../ui/useLabel";
import type { Kind } from "./labels";

const CALLED: Record<string, MessageDescriptor> = {
  REACHED: msg`Reached them`,
  MISSED: msg`Not reached`,
  CALLED_US: msg`They called`,
};
const WROTE: Record<string, MessageDescriptor> = { SENT: msg`We wrote`, RECEIVED: msg`They wrote` };
const WORDS: Partial<Record<Kind, Record<string, MessageDescriptor>>> = { CALL: CALLED, MAIL: WROTE, MESSAGE: WROTE };
const TOLD = {
  REACHED: { direction: "OUTBOUND", outcome: "CONNECTED" },
  MISSED: { direction: "OUTBOUND", outcome: "NOT_CONNECTED" },
  CALLED_US: { direction: "INBOUND", outcome: "CONNECTED" },
  SENT: { direction: "OUTBOUND" },
  RECEIVED: { direction: "INBOUND" },
} as const;
export type How = keyof typeof TOLD;

/** What an activity of this kind says of who began and whether they were reached; nothing where it was not told. */
export const toldBy = (kind: Kind, how: How | null) => (how && WORDS[kind]?.[how] ? TOLD[how] : {});

/** One tap for who began, and whether they were reached: what the customer did counts as evidence. A second tap takes it back. */
export function HowPicker({
  kind,
  value,
  onChange,
  large,
}: {
  kind: Kind;
  value: How | null;
  onChange: (how: How | null) => void;
  large?: boolean;
}) {
  const { t } = useLingui();
  const label = useLabel();
  const words = WORDS[kind];
  if (!words) return null;
  return (
    <div role="group" aria-label={t`How it went`} className="flex flex-wrap gap-1.5">
      {Object.keys(words).map((how) => (
        <button
          key={how}
          type="button"
          aria-pressed={how === value}
          onClick={() => onChange(how === value ? null : (how as How))}
          className={`rounded-full border border-line px-3 text-ink-2 text-sm hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text ${large ? "h-11 grow" : "h-7 coarse:h-10"}`}
        >
          {label(words, how)}
        </button>
      ))}
    </div>
  );
}
