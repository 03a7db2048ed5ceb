import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { CheckIcon, HandIcon, PhoneIcon } from "lucide-react";
import { ACCOUNT_TIER, ACCOUNT_TYPE } from "../accounts/labels";
import { INTENT, INTENT_TONE } from "../leads/labels";
import { number, relative } from "../session/formats";
import { Badge } from "../ui/Badge";
import { Button, buttonClass } from "../ui/Button";
import { useLabel } from "../ui/useLabel";
import { useLongPress } from "../ui/useLongPress";
import { isLead, type Row, titleOf } from "./held";
import type { Claim } from "./useClaim";

type Props = {
  row: Row;
  claim?: Claim;
  /** Somebody else has it meanwhile, or it waits elsewhere. */
  isGone: boolean;
  canClaim: boolean;
  canChoose: boolean;
  choosing: boolean;
  isChosen: boolean;
  onChoose: () => void;
  onClaim: () => void;
  onForget: () => void;
};

/**
 * What waits, with what is known before it is claimed; on a phone the whole width is the button. A long press begins
 * to choose several: the button becomes the choice then, so that nothing moves.
 */
export function PoolCard(props: Props) {
  const { row, claim, isGone, canChoose, isChosen, onChoose } = props;
  const { t } = useLingui();
  const { mark, who, reach, facts } = useWords(row);
  const since = relative(row.pooledAt ?? row.createdAt);
  const back = (row.returnCount ?? 0) + (row.recycleCount ?? 0);
  const press = useLongPress(canChoose && !claim && !isGone ? onChoose : undefined);
  return (
    <li
      {...press}
      className={clsx(
        "flex flex-col gap-3 rounded-xl bg-surface p-4 shadow-lift transition-opacity md:flex-row md:items-center md:gap-4 md:px-4 md:py-3",
        canChoose && "coarse:select-none",
        isChosen && "ring-2 ring-accent",
        (claim?.lost || (isGone && !claim)) && "opacity-75",
      )}
    >
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="flex items-start gap-2">
          <span className="min-w-0 flex-1 break-words font-medium text-[0.9375rem] md:flex-none md:truncate">
            {titleOf(row)}
          </span>
          {mark && <Badge tone={mark.tone}>{mark.text}</Badge>}
          {back > 0 && <Badge tone="plain">{t`Given back ${back}×`}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-2 text-ink-2 text-sm">
          <span>{who}</span>
          {reach && !claim?.had && <span className="tnum text-ink-3">{reach}</span>}
        </p>
        <p className="text-ink-3 text-sm">{[...facts, t`came in ${since}`].filter(Boolean).join(" · ")}</p>
      </div>
      <Answer {...props} />
    </li>
  );
}

/** What is told of a lead or an account before it is claimed. */
function useWords(row: Row) {
  const { t } = useLingui();
  const label = useLabel();
  if (isLead(row))
    return {
      mark: row.intent && { tone: INTENT_TONE[row.intent], text: label(INTENT, row.intent) },
      who: [row.companyName && row.name, row.title].filter(Boolean).join(" · "),
      reach: row.mobile,
      facts: [row.source, row.region, row.industry],
    };
  const people = number(row.employees ?? 0);
  const last = relative(row.lastFollowUpAt);
  return {
    mark: row.tier && { tone: "plain" as const, text: label(ACCOUNT_TIER, row.tier) },
    who: [label(ACCOUNT_TYPE, row.type), row.employees && t`${people} people`].filter(Boolean).join(" · "),
    reach: row.phone,
    facts: [row.region, row.industry, row.lastFollowUpAt ? t`last follow-up ${last}` : t`never followed up`],
  };
}

function Answer({ row, claim, isGone, canClaim, choosing, isChosen, onChoose, onClaim, onForget }: Props) {
  const { t } = useLingui();
  const name = titleOf(row);
  const lost = claim ? claim.lost : isGone && t`No longer waiting: somebody has taken it.`;
  if (lost)
    return (
      <div role="status" className="flex items-center gap-3 md:max-w-sm">
        <span className="min-w-0 flex-1 text-sm text-warn">{lost}</span>
        <Button onClick={onForget}>{t`Understood`}</Button>
      </div>
    );
  if (claim)
    return (
      <div role="status" className="flex flex-wrap items-center gap-2">
        <span className="flex min-w-0 flex-1 items-center gap-1.5 font-medium text-good text-sm">
          <CheckIcon className="size-4 shrink-0" />
          {t({ message: "Yours", context: "a lead that was claimed" })}
        </span>
        {claim.had?.number && (
          <a href={`tel:${claim.had.number}`} className={buttonClass("secondary")}>
            <PhoneIcon />
            <span className="tnum">{claim.had.number}</span>
          </a>
        )}
        {claim.had &&
          (isLead(row) ? (
            <Link to="/leads/$leadId" params={{ leadId: row.id }} className={buttonClass("primary")}>
              {t`Open`}
            </Link>
          ) : (
            <Link to="/accounts/$accountId" params={{ accountId: row.id }} className={buttonClass("primary")}>
              {t`Open`}
            </Link>
          ))}
      </div>
    );
  if (choosing)
    return (
      <Button
        icon={isChosen ? <CheckIcon /> : undefined}
        aria-pressed={isChosen}
        onClick={onChoose}
        className={clsx("w-full md:w-24", isChosen && "border-accent! text-accent-text!")}
        aria-label={`${t`Choose`}: ${name}`}
      >
        {isChosen ? t({ message: "Chosen", context: "one of several leads" }) : t`Choose`}
      </Button>
    );
  if (!canClaim) return null;
  return (
    <Button
      look="primary"
      icon={<HandIcon />}
      onClick={onClaim}
      className="w-full md:w-24"
      aria-label={`${t`Claim`}: ${name}`}
    >
      {t`Claim`}
    </Button>
  );
}
