import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { CircleHelpIcon } from "lucide-react";
import { memo } from "react";
import { MoveButton } from "../board/MoveButton";
import { relative } from "../session/formats";
import { WaitChip } from "../sla/WaitChip";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { useLabel } from "../ui/useLabel";
import { INTENT, INTENT_TONE, STAGE } from "./labels";
import type { Card } from "./useLeadColumns";

type Props = {
  card: Card;
  index: number;
  tabbable: boolean;
  held: boolean;
  movable: boolean;
  busy: boolean;
  onMenu: (id: string, anchor: HTMLElement) => void;
};

/** A lead on the board: who it is, how long it may still wait, how ripe it is, who has it. */
export const LeadCard = memo(function LeadCard({ card, index, tabbable, held, movable, busy, onMenu }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const { id, name, owner, intent } = card;
  const intentText = label(INTENT, intent);
  return (
    <article
      tabIndex={tabbable ? 0 : -1}
      data-drag-item={movable ? id : undefined}
      data-card={id}
      data-drag-index={index}
      aria-describedby="board-keys"
      aria-label={name}
      className={clsx(
        "group -outline-offset-1 relative flex h-26 flex-col rounded-xl bg-raised px-3 pt-2.5 pb-2 shadow-lift transition-shadow hover:shadow-float",
        movable && "cursor-grab",
        busy && "opacity-75",
        held && "outline-2 outline-accent",
        "data-held:opacity-35",
      )}
    >
      <div className="flex items-start gap-1">
        <a
          href={`/leads/${id}`}
          tabIndex={-1}
          draggable={false}
          className="min-w-0 flex-1 truncate pr-4 font-medium text-sm leading-[1.2rem] hover:underline coarse:pr-7"
        >
          {name}
        </a>
        <MoveButton name={name} tabbable={tabbable} onOpen={(anchor) => onMenu(id, anchor)} />
      </div>
      <p className="truncate pt-0.5 text-ink-2 text-xs">{card.companyName ?? "\u00a0"}</p>
      <p className="truncate text-ink-3 text-xs">
        {[card.title, relative(card.createdAt)].filter(Boolean).join(" · ")}
      </p>
      <div className="mt-auto flex items-center gap-1.5">
        <WaitChip dueAt={card.responseDueAt} waitsFor={card.waitsFor} anyTime />
        {intent && intent !== "LOW" && <Badge tone={INTENT_TONE[intent]}>{intentText}</Badge>}
        {card.stage !== "RAW" && (
          <Badge tone={card.stage === "SQL" ? "good" : "accent"} title={label(STAGE, card.stage)}>
            {card.stage}
          </Badge>
        )}
        <span className="min-w-0 flex-1" />
        {card.isUnmatched && owner && (
          <span title={t`No problem known yet.`} className="shrink-0 text-ink-3">
            <CircleHelpIcon className="size-3.5" aria-hidden />
            <span className="sr-only">{t`No problem known yet.`}</span>
          </span>
        )}
        {owner && (
          <span title={owner.name} className="shrink-0">
            <Avatar name={owner.name} />
            <span className="sr-only">{owner.name}</span>
          </span>
        )}
      </div>
    </article>
  );
});
