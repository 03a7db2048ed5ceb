import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { ArrowDownToLineIcon, ArrowUpToLineIcon, CheckIcon, SquareArrowOutUpRightIcon } from "lucide-react";
import { useContext } from "react";
import { AnchoredMenu } from "../ui/Menu";
import type { BoardStore } from "./boardStore";
import { MoveContext } from "./moving";

type Props = { store: BoardStore; open: { id: string; anchor: HTMLElement } | null; onClose: () => void };

/** Where a card can go without dragging. */
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
