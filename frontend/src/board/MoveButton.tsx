import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { EllipsisVerticalIcon } from "lucide-react";

type Props = { name: string; tabbable: boolean; onOpen: (anchor: HTMLElement) => void };

/** The button on every card: moving without dragging, with the same verbs and the same gates. */
export function MoveButton({ name, tabbable, onOpen }: Props) {
  const { t } = useLingui();
  return (
    <button
      type="button"
      tabIndex={tabbable ? 0 : -1}
      aria-label={t`Move ${name}`}
      aria-haspopup="menu"
      onClick={(event) => onOpen(event.currentTarget)}
      className={clsx(
        "absolute top-1 right-1 grid size-7 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink coarse:top-0 coarse:right-0 coarse:size-11",
        "opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 coarse:opacity-100",
      )}
    >
      <EllipsisVerticalIcon className="size-4" />
    </button>
  );
}
