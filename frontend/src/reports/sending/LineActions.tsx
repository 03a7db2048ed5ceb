import { Button } from "../../ui/Button";
import type { MenuEntry } from "../../ui/Menu";

/** What can be done with one line, as buttons below it: these lines stand in dialogs, where a menu would be a second layer. */
export function LineActions({ entries }: { entries: readonly MenuEntry[] }) {
  return (
    <div className="flex flex-wrap gap-2">
      {entries.map((one) =>
        "onSelect" in one ? (
          <Button key={one.label} size="sm" disabled={one.disabled} onClick={one.onSelect}>
            {one.label}
          </Button>
        ) : null,
      )}
    </div>
  );
}
