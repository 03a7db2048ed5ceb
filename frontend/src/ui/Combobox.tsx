import { Combobox as Base } from "@base-ui/react/combobox";
import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { CheckIcon, ChevronsUpDownIcon, XIcon } from "lucide-react";
import { useEffect, useState } from "react";

export type Choice = { value: string; label: string; note?: string };

type Props = {
  value: Choice | null;
  onChange: (choice: Choice | null) => void;
  /** Called with what was typed (debounced), and with "" when the list opens. */
  onSearch: (text: string) => void;
  choices: readonly Choice[];
  loading?: boolean;
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

/** A choice from a long list that the server searches. */
export function Combobox({ value, onChange, onSearch, choices, loading, clearable = true, ...rest }: Props) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => onSearch(typed === value?.label ? "" : typed), 160);
    return () => clearTimeout(timer);
  }, [typed, value?.label, onSearch]);

  return (
    <Base.Root
      items={choices as Choice[]}
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
              {loading ? t`Loading…` : t`Nothing found`}
            </Base.Empty>
            <Base.List className="max-h-[min(18rem,var(--available-height))] overflow-y-auto">
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
