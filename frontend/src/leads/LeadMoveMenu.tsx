import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { CheckIcon, SquareArrowOutUpRightIcon } from "lucide-react";
import { AnchoredMenu } from "../ui/Menu";
import { useLabel } from "../ui/useLabel";
import { STATUS } from "./labels";
import type { Card } from "./useLeadColumns";
import { COLUMNS, type Status, type Way } from "./ways";

type Props = {
  card: Card;
  anchor: HTMLElement;
  way: (id: string, to: string) => Way | null;
  onMove: (to: Status) => void;
  onClose: () => void;
};

/** Where a lead can go without dragging: the same ways. */
export function LeadMoveMenu({ card, anchor, way, onMove, onClose }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const navigate = useNavigate();
  return (
    <AnchoredMenu
      anchor={anchor}
      onClose={onClose}
      label={t`Move to…`}
      entries={[
        {
          label: t`Open`,
          icon: <SquareArrowOutUpRightIcon />,
          onSelect: () => void navigate({ to: "/leads/$leadId", params: { leadId: card.id } }),
        },
        { kind: "separator" },
        { kind: "title", label: t`Move to…` },
        ...COLUMNS.map((to) => ({
          label: label(STATUS, to),
          icon: to === card.status ? <CheckIcon /> : <span className="size-4" />,
          disabled: !way(card.id, to),
          onSelect: () => onMove(to),
        })),
      ]}
    />
  );
}
