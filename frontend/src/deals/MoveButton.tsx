import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { EllipsisVerticalIcon } from "lucide-react";
import { useContext } from "react";
import { MoveContext } from "./moving";

/** The button on every card: moving without dragging, with the same verbs and the same gates. */
export function MoveButton({ id, name, tabbable }: { id: string; name: string; tabbable: boolean }) {
  const { t } = useLingui();
  const { openMenu } = useContext(MoveContext);
  return (
    <button
      type="button"
      tabIndex={tabbable ? 0 : -1}
      aria-label={t`Move ${name}`}
      aria-haspopup="menu"
      onClick={(event) => openMenu(id, event.currentTarget)}
      className={clsx(
        "absolute top-1 right-1 grid size-7 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink coarse:top-0 coarse:right-0 coarse:size-11",
        "opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 coarse:opacity-100",
      )}
    >
      <EllipsisVerticalIcon className="size-4" />
    </button>
  );
}
