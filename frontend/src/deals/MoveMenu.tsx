import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import {
  ArrowDownToLineIcon,
  ArrowUpToLineIcon,
  CheckIcon,
  EllipsisVerticalIcon,
  SquareArrowOutUpRightIcon,
} from "lucide-react";
import { useContext } from "react";
import { AnchoredMenu } from "../ui/Menu";
import type { BoardStore } from "./boardStore";
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

type Props = { store: BoardStore; open: { id: string; anchor: HTMLElement } | null; onClose: () => void };

export function MoveMenu({ store, open, onClose }: Props) {
  const { t } = useLingui();
  const { move } = useContext(MoveContext);
  const navigate = useNavigate();
  const card = open ? store.card(open.id) : undefined;
  if (!open || !card) return null;
  const here = card.stage.id;
  const fixed = !card.viewerCan.move;
  const last = (store.column(here)?.ids.length ?? 1) - 1;
  return (
    <AnchoredMenu
      anchor={open.anchor}
      onClose={onClose}
      label={t`Move to…`}
      entries={[
        {
          label: t`Open`,
          icon: <SquareArrowOutUpRightIcon />,
          onSelect: () => navigate({ to: "/deals/$dealId", params: { dealId: card.id } }),
        },
        { kind: "separator" },
        { kind: "title", label: t`Move to…` },
        ...store.order.map((id) => ({
          label: store.column(id)?.name ?? "",
          icon: id === here ? <CheckIcon /> : <span className="size-4" />,
          disabled: id === here || fixed,
          onSelect: () => move(card.id, id, 0),
        })),
        { kind: "separator" },
        {
          label: t`To the top of the column`,
          icon: <ArrowUpToLineIcon />,
          disabled: fixed,
          onSelect: () => move(card.id, here, 0),
        },
        {
          label: t`To the end of the column`,
          icon: <ArrowDownToLineIcon />,
          disabled: fixed,
          onSelect: () => move(card.id, here, last),
        },
      ]}
    />
  );
}
