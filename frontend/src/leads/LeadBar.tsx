import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { ArrowRightIcon, CheckIcon, HandIcon } from "lucide-react";
import type { ReactNode } from "react";
import { PoolClock } from "../pools/PoolClock";
import { dateTime } from "../session/formats";
import { useCan } from "../session/viewer";
import { WaitChip } from "../sla/WaitChip";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { useLabel } from "../ui/useLabel";
import type { LeadDialogName } from "./LeadDialogs";
import { HANDOFF_REASON, INVALID_REASON, OPEN, STAGE, STATUS } from "./labels";
import type { LeadFactsFragment } from "./leads.gen";
import type { LeadVerbs } from "./useLeadVerbs";

// What is due in weeks is told only when it comes near.
const RESTS = new Set(["SILENCE", "REVISIT"]);
const WAY = ["PENDING", "WORKING", "CONVERTED"];
type Props = {
  lead: LeadFactsFragment;
  verbs: LeadVerbs;
  onDialog: (name: LeadDialogName | "convert") => void;
};

/** Where a lead stands on its way, and what comes next. */
export function LeadBar({ lead, verbs, onDialog }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const { status } = lead;
  const aside = status === "NURTURING" || status === "INVALID";
  const way = status === "UNASSIGNED" ? [status, ...WAY] : aside ? ["PENDING", "WORKING", status, "CONVERTED"] : WAY;
  const at = way.indexOf(status);
  return (
    <div className="flex flex-col gap-2.5 border-line border-b bg-surface px-4 py-3 md:px-6">
      <ol className="scrollbar-thin flex gap-1 overflow-x-auto" aria-label={t`Status`}>
        {way.map((step, index) => (
          <li
            key={step}
            aria-current={step === status ? "step" : undefined}
            className={clsx(
              "flex h-8 min-w-20 flex-1 items-center justify-center gap-1 truncate rounded-md px-2 text-xs",
              step !== status && index < at && !aside && "bg-accent-soft text-accent-text",
              step !== status && (index > at || aside) && "bg-hover text-ink-2",
              step === status && status === "CONVERTED" && "bg-good-soft font-medium text-good",
              step === status && status === "INVALID" && "bg-danger-soft font-medium text-danger",
              step === status && OPEN.has(status) && "bg-accent font-medium text-accent-fg",
            )}
          >
            {index < at && !aside && <CheckIcon className="size-3 shrink-0" />}
            <span className="truncate">{label(STATUS, step)}</span>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2">
        <p className="flex min-w-0 flex-1 flex-wrap items-center gap-2 text-ink-2 text-sm">
          {lead.stage !== "RAW" && (
            <Badge tone={lead.stage === "SQL" ? "good" : "accent"}>{label(STAGE, lead.stage)}</Badge>
          )}
          <WaitChip
            dueAt={lead.responseDueAt}
            waitsFor={lead.waitsFor}
            named
            anyTime={!RESTS.has(lead.waitsFor ?? "")}
          />
          <Sentence lead={lead} />
        </p>
        <Next lead={lead} verbs={verbs} onDialog={onDialog} />
      </div>
      <PoolClock
        {...lead}
        result={(days, name) => t`Not converted in ${days} d, it goes back to ${name}`}
        mayProtect={lead.viewerCan.update}
        verbs={verbs}
      />
    </div>
  );
}

function Sentence({ lead }: { lead: LeadFactsFragment }) {
  const { t } = useLingui();
  const label = useLabel();
  const bant = lead.bantConfirmed ?? 0;
  const reason = label(INVALID_REASON, lead.invalidReason);
  const back = label(HANDOFF_REASON, lead.rejectReason);
  const when = dateTime(lead.convertedAt);
  const pool = lead.pool?.name;
  if (lead.status === "CONVERTED")
    return (
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {t`Converted ${when}`}
        {lead.account && (
          <Go>
            <Link to="/accounts/$accountId" params={{ accountId: lead.account.id }}>
              {lead.account.name}
            </Link>
          </Go>
        )}
        {lead.contact && (
          <Go>
            <Link to="/contacts/$contactId" params={{ contactId: lead.contact.id }}>
              {lead.contact.name}
            </Link>
          </Go>
        )}
        {lead.deal && (
          <Go>
            <Link to="/deals/$dealId" params={{ dealId: lead.deal.id }}>
              {lead.deal.name}
            </Link>
          </Go>
        )}
      </span>
    );
  if (lead.status === "INVALID") return <span>{[reason, lead.invalidNote].filter(Boolean).join(": ")}</span>;
  if (lead.isAwaitingSales && lead.mqlCause === "SCORE")
    return <span>{t`Its score hands this lead to sales: accept it, or say why not.`}</span>;
  if (lead.isAwaitingSales && lead.mqlCause === "HAND_RAISE")
    return <span>{t`They asked for us: accept the lead, or say why not.`}</span>;
  if (lead.isAwaitingSales) return <span>{t`Marketing hands this lead to sales: accept it, or say why not.`}</span>;
  if (lead.status === "UNASSIGNED" && pool) return <span>{t`Waits in ${pool}.`}</span>;
  if (lead.status === "UNASSIGNED") return <span>{t`Nobody has this lead yet.`}</span>;
  if (lead.status === "PENDING") return <span>{t`Not followed up yet: log the first call, visit or mail.`}</span>;
  if (lead.status === "NURTURING")
    return <span>{lead.rejectReason ? t`Sent back by sales: ${back}` : t`Not ripe yet.`}</span>;
  if (lead.stage !== "SQL") return <span>{t`${bant} of 4 BANT items confirmed`}</span>;
  return null;
}

const Go = ({ children }: { children: ReactNode }) => (
  <span className="flex items-center gap-1 text-accent-text [&_a:hover]:underline">
    <ArrowRightIcon className="size-3.5" />
    {children}
  </span>
);

function Next({ lead, verbs, onDialog }: Props) {
  const { t } = useLingui();
  const canAssign = useCan("lead.assign");
  const canOwn = useCan("lead.own");
  const canAccept = useCan("lead.accept");
  const canRestore = useCan("lead.restore");
  const { status, viewerCan } = lead;
  if (status === "UNASSIGNED" && lead.pool && canOwn && !(viewerCan.update && canAssign))
    return (
      <Button look="primary" icon={<HandIcon />} busy={verbs.busy} onClick={() => verbs.claim()}>
        {t`Claim`}
      </Button>
    );
  if (!viewerCan.update) return null;
  if (status === "INVALID")
    return canRestore && <Button busy={verbs.busy} onClick={() => verbs.restore()}>{t`Restore`}</Button>;
  if (status === "CONVERTED") return null;
  if (lead.isAwaitingSales && canAccept && status !== "UNASSIGNED")
    return (
      <>
        <Button onClick={() => onDialog("reject")}>{t`Send back`}</Button>
        <Button look="primary" busy={verbs.busy} onClick={() => verbs.accept()}>{t`Accept`}</Button>
      </>
    );
  if (status === "UNASSIGNED")
    return (
      canAssign && (
        <Button look="primary" onClick={() => onDialog("assign")}>
          {t`Assign`}
        </Button>
      )
    );
  return (
    <>
      {status === "NURTURING" && (
        <Button busy={verbs.busy} onClick={() => verbs.reactivate()}>{t`Work on it again`}</Button>
      )}
      {canAccept && status !== "NURTURING" && lead.stage !== "SQL" && (
        <Button busy={verbs.busy} onClick={() => verbs.qualify()}>{t`Sales qualified`}</Button>
      )}
      {canAccept && (
        <Button look="primary" onClick={() => onDialog("convert")}>
          {t`Convert`}
        </Button>
      )}
    </>
  );
}
