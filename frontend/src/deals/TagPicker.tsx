import { useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import { useState } from "react";
import { Input } from "../ui/Input";

type Props = { value: readonly string[]; known: readonly string[]; onChange: (tags: string[]) => void };

/** Tags to look for: typed, or taken from those in use. */
export function TagPicker({ value, known, onChange }: Props) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const open = known.filter((tag) => !value.includes(tag) && tag.toLowerCase().includes(text.trim().toLowerCase()));
  const add = (tag: string) => {
    // A comma parts tags in the address.
    const clean = tag.replaceAll(",", " ").trim();
    if (clean && !value.includes(clean)) onChange([...value, clean]);
    setText("");
  };
  return (
    <div className="flex flex-col gap-2">
      <Input
        value={text}
        aria-label={t`Tag`}
        placeholder={t`Type a tag and press Enter`}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          event.preventDefault();
          add(text);
        }}
      />
      <div className="flex flex-wrap gap-1.5">
        {value.map((tag) => (
          <button
            key={tag}
            type="button"
            aria-label={t`Remove ${tag}`}
            onClick={() => onChange(value.filter((one) => one !== tag))}
            className="inline-flex h-7 items-center gap-1 rounded-full border border-accent bg-accent-soft px-2.5 font-medium text-accent-text text-xs coarse:h-11 coarse:px-4 coarse:text-sm"
          >
            {tag}
            <XIcon className="size-3" />
          </button>
        ))}
        {open.slice(0, 12).map((tag) => (
          <button
            key={tag}
            type="button"
            onClick={() => add(tag)}
            className="h-7 rounded-full border border-line-strong px-2.5 text-xs hover:bg-hover coarse:h-11 coarse:px-4 coarse:text-sm"
          >
            {tag}
          </button>
        ))}
      </div>
    </div>
  );
}
