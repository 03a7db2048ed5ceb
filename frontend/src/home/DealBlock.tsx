import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { CalendarPlusIcon } from "lucide-react";
import { date, money } from "../session/formats";
import { Badge } from "../ui/Badge";
import { IconButton } from "../ui/Button";
import { useOverlay } from "../ui/useOverlay";
import { Block } from "./Block";
import type { DealWhere, HomeDealFragment } from "./home.gen";
import { dealsBehind } from "./listLink";

type Kind = "stuck" | "slipped" | "drifting";
type Props = {
  kind: Kind;
  list: { totalCount: number; nodes: readonly HomeDealFragment[] } | undefined;
  where: DealWhere;
  team: boolean;
};

/** Deals that need a hand, the largest first; hidden when there is none. */
export function DealBlock({ kind, list, where, team }: Props) {
  const { t } = useLingui();
  if (!list || list.totalCount === 0) return null;
  const titles: Record<Kind, string> = {
    stuck: t`Stuck deals`,
    slipped: t`Close date has passed`,
    drifting: t`No next step`,
  };
  return (
    <Block
      title={titles[kind]}
      total={list.totalCount}
      bad={kind !== "drifting"}
      actions={
        <Link {...dealsBehind(where)} className="rounded px-1 py-2 text-accent-text text-xs hover:underline">
          <Trans>Show all</Trans>
        </Link>
      }
    >
      <ul className="divide-y divide-line">
        {list.nodes.map((deal) => (
          <DealLine key={deal.id} deal={deal} kind={kind} team={team} />
        ))}
      </ul>
    </Block>
  );
}

function DealLine({ deal, kind, team }: { deal: HomeDealFragment; kind: Kind; team: boolean }) {
  const { t } = useLingui();
  const open = useOverlay();
  const { name } = deal;
  return (
    <li className="flex items-center gap-2 py-2">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <Link
            to="/deals/$dealId"
            params={{ dealId: deal.id }}
            className="min-w-0 truncate font-medium text-sm hover:underline"
          >
            {deal.name}
          </Link>
          <Why deal={deal} kind={kind} />
        </p>
        <p className="truncate text-ink-3 text-xs">
          {[deal.account?.name, deal.stage.name, team ? deal.owner?.name : null].filter(Boolean).join(" · ")}
        </p>
      </div>
      <span className="tnum shrink-0 text-sm">
        {deal.amount ? money(deal.amount.amount, deal.amount.currency) : "—"}
      </span>
      {kind === "drifting" && (
        <IconButton
          label={t`Plan the next step: ${name}`}
          icon={<CalendarPlusIcon />}
          onClick={() => open("task", deal.id)}
        />
      )}
    </li>
  );
}

/** The reason in figures: how long, and how long was agreed. */
function Why({ deal, kind }: { deal: HomeDealFragment; kind: Kind }) {
  const { t } = useLingui();
  if (kind === "drifting") return null;
  if (kind === "slipped") return <Badge tone="bad">{date(deal.expectedCloseDate)}</Badge>;
  const { daysInStage, idleDays } = deal;
  const { dwellLimitDays, idleLimitDays } = deal.stage;
  return deal.isDwelling ? (
    <Badge tone="warn" title={t`The stage's limit is ${dwellLimitDays} days`}>
      {t`${daysInStage} d in stage, limit ${dwellLimitDays}`}
    </Badge>
  ) : (
    <Badge tone="warn" title={t`The stage's limit is ${idleLimitDays} days`}>
      {t`${idleDays} d idle, limit ${idleLimitDays}`}
    </Badge>
  );
}
