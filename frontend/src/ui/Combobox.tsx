import { Combobox as Base } from "@base-ui/react/combobox";
import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { CheckIcon, ChevronsUpDownIcon, XIcon } from "lucide-react";
import { useEffect, useState } from "react";

export type Choice = { value: string; label: string; note?: string };
/** Choices with the text they were found for. */
export type Found = { text: string; choices: readonly Choice[] };

type Props = {
  value: Choice | null;
  onChange: (choice: Choice | null) => void;
  /** Called with what was typed (debounced), and with "" when the list opens. */
  onSearch: (text: string) => void;
  /** The last answer; null until there is one. */
  found: Found | null;
  placeholder?: string;
  id?: string;
  disabled?: boolean;
  clearable?: boolean;
  autoFocus?: boolean;
  className?: string;
  "aria-label"?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
};

const holds = (choice: Choice, text: string) =>
  `${choice.label} ${choice.note ?? ""}`.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase());

/** A choice from a long list that the server searches. */
export function Combobox({ value, onChange, onSearch, found, clearable = true, ...rest }: Props) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const text = typed === value?.label ? "" : typed;
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text), 160);
    return () => clearTimeout(timer);
  }, [text, onSearch]);
  // Until the answer comes, of the last one only what fits: nobody is to aim at a row that is about to move.
  const isAnswered = found?.text === text;
  const choices = found?.choices.filter((choice) => isAnswered || holds(choice, text)) ?? [];

  return (
    <Base.Root
      items={choices}
      filter={null}
      value={value}
      disabled={rest.disabled}
      onValueChange={(next) => onChange(next)}
      onInputValueChange={(text) => setTyped(text)}
      isItemEqualToValue={(a, b) => a?.value === b?.value}
      itemToStringLabel={(item) => item?.label ?? ""}
    >
      <Base.InputGroup
        data-invalid={rest["aria-invalid"] || undefined}
        className={clsx("control flex items-center gap-1 pr-1", rest.className)}
      >
        <Base.Input
          id={rest.id}
          autoFocus={rest.autoFocus}
          aria-label={rest["aria-label"]}
          aria-invalid={rest["aria-invalid"]}
          aria-describedby={rest["aria-describedby"]}
          placeholder={rest.placeholder ?? t`Search…`}
          className="h-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-3"
        />
        {clearable && value && (
          <Base.Clear
            aria-label={t`Clear`}
            className="grid size-6 place-items-center rounded text-ink-3 hover:text-ink"
          >
            <XIcon className="size-3.5" />
          </Base.Clear>
        )}
        <Base.Trigger
          aria-label={t`Show choices`}
          className="grid size-6 place-items-center rounded text-ink-3 hover:text-ink"
        >
          <ChevronsUpDownIcon className="size-3.5" />
        </Base.Trigger>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-60 outline-none">
          <Base.Popup className="popup w-(--anchor-width) max-w-(--available-width)">
            <Base.Empty className="px-2 text-ink-3 text-sm [&:not(:empty)]:py-3">
              {isAnswered ? t`Nothing found` : t`Loading…`}
            </Base.Empty>
            <Base.List className="max-h-[min(22rem,var(--available-height))] overflow-y-auto">
              {(item: Choice) => (
                <Base.Item key={item.value} value={item} className="menu-row">
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{item.label}</span>
                    {item.note && <span className="block truncate text-ink-3 text-xs">{item.note}</span>}
                  </span>
                  <Base.ItemIndicator>
                    <CheckIcon className="size-4 text-accent-text" />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
