import { Menu as Base } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { CheckIcon } from "lucide-react";
import type { MenuEntry } from "./Menu";

type Props = {
  anchor: HTMLElement | null;
  entries: readonly MenuEntry[];
  onClose: () => void;
  label?: string;
  align?: "start" | "end";
};

/** The open menu. It is a chunk of its own: a page shows long before its menus are needed. */
export function MenuPopup({ anchor, entries, onClose, label, align = "end" }: Props) {
  return (
    <Base.Root open={anchor !== null} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={4} align={align} className="z-60 outline-none">
          <Base.Popup
            aria-label={label}
            finalFocus={() => anchor}
            className="popup scrollbar-thin max-h-(--available-height) min-w-48 max-w-80 overflow-y-auto"
          >
            {entries.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the entries of an open menu do not change places
              <Entry key={index} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case "separator":
      return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
    case "title":
      return <div className="px-2 pt-1.5 pb-1 font-medium text-2xs text-ink-3">{entry.label}</div>;
    case "choice":
      return (
        <Base.RadioGroup value={entry.value} onValueChange={(next) => entry.onChange(String(next))}>
          {entry.options.map((option) => (
            <Base.RadioItem key={option.value} value={option.value} className="menu-row" closeOnClick>
              <span className="min-w-0 flex-1 truncate">{option.label}</span>
              <Base.RadioItemIndicator>
                <CheckIcon className="size-4 text-accent-text" />
              </Base.RadioItemIndicator>
            </Base.RadioItem>
          ))}
        </Base.RadioGroup>
      );
    default:
      return (
        <Base.Item
          onClick={entry.onSelect}
          disabled={entry.disabled}
          className={clsx(
            "menu-row [&_svg]:size-4 [&_svg]:shrink-0",
            entry.danger ? "text-danger" : "[&_svg]:text-ink-3",
          )}
        >
          {entry.icon}
          <span className="min-w-0 flex-1 truncate">{entry.label}</span>
        </Base.Item>
      );
  }
}
