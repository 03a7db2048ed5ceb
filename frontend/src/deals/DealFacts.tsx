import { useLingui } from "@lingui/react/macro";
import { AlarmClockIcon, CalendarX2Icon, CirclePauseIcon, HourglassIcon } from "lucide-react";
import { AccountLink } from "../accounts/AccountLink";
import { Tags } from "../accounts/Tags";
import { Person } from "../identity/Person";
import { CustomFacts } from "../records/CustomFacts";
import { date, dateTime, money, percent } from "../session/formats";
import { Badge } from "../ui/Badge";
import { Facts } from "../ui/Facts";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import type { DealFactsFragment } from "./deals.gen";
import { FORECAST, LOST_REASON, WON_REASON } from "./labels";

/** The key facts of a deal, and what about it needs attention. */
export function DealFacts({ deal }: { deal: DealFactsFragment }) {
  const { t } = useLingui();
  const label = useLabel();
  const open = deal.status === "OPEN";
  return (
    <Section title={t`Facts`}>
      <p className="tnum font-semibold text-2xl tracking-tight">
        {deal.amount ? money(deal.amount.amount, deal.amount.currency) : "—"}
      </p>
      {open && deal.weightedAmount && (
        <p className="tnum text-ink-3 text-xs">
          {t`Weighted`} {money(deal.weightedAmount)}
        </p>
      )}
      <Warnings deal={deal} />
      <div className="mt-3">
        <Facts
          facts={[
            {
              label: t`Account`,
              value: deal.account && <AccountLink account={deal.account} className="text-accent-text" />,
            },
            { label: t`Owner`, value: <Person user={deal.owner} /> },
            { label: t`Pipeline`, value: deal.pipeline.name },
            {
              label: t`Probability`,
              value: (
                <>
                  {percent(deal.probability)} {deal.probabilitySource === "MANUAL" && <Badge>{t`set by hand`}</Badge>}
                </>
              ),
            },
            { label: t`Forecast`, value: label(FORECAST, deal.forecastCategory) },
            open
              ? { label: t`Expected close`, value: deal.expectedCloseDate && date(deal.expectedCloseDate, "long") }
              : { label: t`Closed on`, value: deal.closedAt && date(deal.closedAt, "long") },
            ...(deal.wonReason ? [{ label: t`Why won`, value: label(WON_REASON, deal.wonReason) }] : []),
            ...(deal.lostReason
              ? [
                  {
                    label: t`Why lost`,
                    value: [label(LOST_REASON, deal.lostReason), deal.lostNote].filter(Boolean).join(": "),
                  },
                ]
              : []),
            { label: t`Next step`, value: deal.nextStep },
            ...(open
              ? [{ label: t`Next follow-up`, value: deal.nextFollowUpAt && dateTime(deal.nextFollowUpAt) }]
              : []),
            { label: t`Budget range`, value: deal.budgetRange },
            { label: t`Competitor`, value: deal.competitor },
            { label: t`Source`, value: deal.source },
            { label: t`Tags`, value: deal.tags.length > 0 ? <Tags tags={deal.tags} /> : null },
            { label: t`Created`, value: date(deal.createdAt) },
          ]}
        />
      </div>
      <CustomFacts object="deal" id={deal.id} />
      {deal.need && (
        <div className="mt-3 border-line border-t pt-3 text-sm">
          <p className="text-ink-3 text-xs">{t`What the customer needs`}</p>
          <p className="whitespace-pre-wrap">{deal.need}</p>
        </div>
      )}
      {deal.description && (
        <p className="mt-3 whitespace-pre-wrap border-line border-t pt-3 text-sm">{deal.description}</p>
      )}
    </Section>
  );
}

function Warnings({ deal }: { deal: DealFactsFragment }) {
  const { t } = useLingui();
  if (deal.status !== "OPEN") return null;
  const days = deal.daysInStage ?? 0;
  const idle = deal.idleDays ?? 0;
  const until = date(deal.pausedUntil);
  return (
    <p className="mt-2 flex flex-wrap gap-1.5 empty:hidden">
      {deal.pausedUntil && (
        <Badge>
          <CirclePauseIcon /> {t`Paused until ${until}`}
        </Badge>
      )}
      {deal.isSlipped && (
        <Badge tone="bad">
          <CalendarX2Icon /> {t`Expected close has passed`}
        </Badge>
      )}
      <Badge tone={deal.isDwelling ? "warn" : "plain"}>
        <HourglassIcon /> {t`${days} days in this stage`}
      </Badge>
      {deal.isIdle && (
        <Badge tone="warn">
          <AlarmClockIcon /> {t`${idle} days without activity`}
        </Badge>
      )}
    </p>
  );
}
