import type { Option } from "./Select";

type Props = {
  options: readonly Option[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  id?: string;
  "aria-label"?: string;
  "aria-labelledby"?: string;
  "aria-describedby"?: string;
};

/** Several of a few: each a button that is pressed or not. */
export function Choices({ options, value, onChange, ...wiring }: Props) {
  return (
    <fieldset className="flex flex-wrap gap-1.5" {...wiring}>
      {options.map((one) => {
        const chosen = value.includes(one.value);
        return (
          <button
            key={one.value}
            type="button"
            aria-pressed={chosen}
            onClick={() => onChange(chosen ? value.filter((other) => other !== one.value) : [...value, one.value])}
            className="min-h-8 rounded-lg border border-line-strong px-2.5 text-ink-2 text-sm aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text coarse:min-h-11"
          >
            {one.label}
          </button>
        );
      })}
    </fieldset>
  );
}
