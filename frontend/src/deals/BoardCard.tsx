import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { AlarmClockIcon, CalendarX2Icon, CirclePauseIcon, HourglassIcon } from "lucide-react";
import { memo, useContext, useSyncExternalStore } from "react";
import { MoveButton } from "../board/MoveButton";
import { date, money, shortMoney } from "../session/formats";
import { Avatar } from "../ui/Avatar";
import { Badge, Dot, type Tone } from "../ui/Badge";
import type { BoardStore } from "./boardStore";
import type { Card } from "./column";
import { MoveContext } from "./moving";

const NEXT: Record<string, Tone> = { OVERDUE: "bad", TODAY: "warn", PLANNED: "good", NONE: "plain" };

type Props = { store: BoardStore; id: string; index: number; tabbable: boolean; held: boolean };

export const BoardCard = memo(function BoardCard({ store, id, index, tabbable, held }: Props) {
  const card = useSyncExternalStore(
    (listener) => store.subscribe(id, listener),
    () => store.card(id),
  );
  const { openMenu } = useContext(MoveContext);
  if (!card) return null;
  return (
    <article
      tabIndex={tabbable ? 0 : -1}
      data-drag-item={card.viewerCan.move ? id : undefined}
      data-card={id}
      data-drag-index={index}
      aria-describedby="board-keys"
      aria-label={card.name}
      className={clsx(
        "group -outline-offset-1 relative flex h-26 flex-col rounded-xl bg-raised px-3 pt-2.5 pb-2 shadow-lift transition-shadow hover:shadow-float",
        card.viewerCan.move && "cursor-grab",
        store.isPending(id) && "opacity-75",
        held && "outline-2 outline-accent",
        "data-held:opacity-35",
      )}
    >
      <div className="flex items-start gap-1">
        {/* The board follows it: a router's link on every card would cost more than the rest of the card. */}
        <a
          href={`/deals/${id}`}
          tabIndex={-1}
          draggable={false}
          className="line-clamp-2 min-w-0 flex-1 pr-4 font-medium coarse:pr-7 text-sm leading-[1.2rem] hover:underline"
        >
          {card.name}
        </a>
        <MoveButton name={card.name} tabbable={tabbable} onOpen={(anchor) => openMenu(id, anchor)} />
      </div>
      <p className="truncate pt-0.5 text-ink-3 text-xs">{card.account?.name ?? "\u00a0"}</p>
      <div className="mt-auto flex items-center gap-1.5">
        <NextDot next={card.nextActivity} />
        <span className="tnum truncate font-medium text-sm" title={money(card.amount?.amount, card.amount?.currency)}>
          {card.amount ? shortMoney(card.amount.amount, card.amount.currency) : "—"}
        </span>
        <span className="min-w-0 flex-1" />
        <Flags card={card} />
        {card.owner && (
          <span title={card.owner.name} className="shrink-0">
            <Avatar name={card.owner.name} />
            <span className="sr-only">{card.owner.name}</span>
          </span>
        )}
      </div>
    </article>
  );
});

function NextDot({ next }: { next: string | null }) {
  const { t } = useLingui();
  const text: Record<string, string> = {
    OVERDUE: t`Next step overdue`,
    TODAY: t`Next step today`,
    PLANNED: t`Next step planned`,
    NONE: t`No next step`,
  };
  return (
    <span title={text[next ?? "NONE"]} className="flex items-center">
      <Dot tone={NEXT[next ?? "NONE"] ?? "plain"} />
      <span className="sr-only">{text[next ?? "NONE"]}</span>
    </span>
  );
}

/** At most one warning and the date: a card that shouts everything says nothing. */
function Flags({ card }: { card: Card }) {
  const { t } = useLingui();
  const days = card.daysInStage ?? 0;
  const idle = card.idleDays ?? 0;
  const due = date(card.expectedCloseDate);
  if (card.pausedUntil) {
    const until = date(card.pausedUntil);
    return (
      <Badge title={t`Paused until ${until}`}>
        <CirclePauseIcon />
        {until}
      </Badge>
    );
  }
  if (card.isSlipped) {
    return (
      <Badge tone="bad" title={t`The expected close date ${due} has passed`}>
        <CalendarX2Icon />
        {due}
      </Badge>
    );
  }
  if (card.isDwelling) {
    return (
      <Badge tone="warn" title={t`${days} days in this stage`}>
        <HourglassIcon />
        {t`${days} d`}
      </Badge>
    );
  }
  if (card.isIdle) {
    return (
      <Badge tone="warn" title={t`${idle} days without activity`}>
        <AlarmClockIcon />
        {t`${idle} d`}
      </Badge>
    );
  }
  return card.expectedCloseDate ? <span className="whitespace-nowrap text-ink-3 text-xs">{due}</span> : null;
}
