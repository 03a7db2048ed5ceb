import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { money } from "../session/formats";
import { Section } from "../ui/Page";
import type { Campaign } from "./figures";
import { figuresOf } from "./figures";

/** What the campaign brought and what that cost: each number the count of the leads behind it. */
export function CampaignFigures({ campaign, seesCost }: { campaign: Campaign; seesCost: boolean }) {
  const { t } = useLingui();
  const { leads, qualified, costs, expectedLeads } = campaign;
  const cost = seesCost && costs.totalCount > 0 ? (costs.aggregate.sum.baseSpent ?? null) : null;
  const found = figuresOf(leads, cost, qualified.totalCount);
  const most = Math.max(found.captured, expectedLeads ?? 0, 1);
  const steps = [
    { label: t`Captured`, count: found.captured, tint: "opacity-40" },
    { label: t`Valid`, count: found.valid, tint: "opacity-60" },
    { label: t`Sales qualified`, count: found.qualified, tint: "opacity-80" },
    { label: t`Converted`, count: found.converted, tint: "" },
  ];
  const perLead = (value: number | null) => (value === null ? "—" : money(value.toFixed(2)));
  return (
    <Section title={t`What it brought`}>
      <div className="grid gap-5 md:grid-cols-[minmax(0,1fr)_auto]">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 text-sm">
          {steps.map((one) => (
            <div key={one.label} className="contents">
              <dt className="text-ink-2">{one.label}</dt>
              <dd aria-hidden className="relative h-5 rounded bg-hover">
                <span
                  className={`absolute inset-y-0 left-0 rounded bg-accent ${one.tint}`}
                  style={{ width: `${(one.count / most) * 100}%` }}
                />
                {one.label === steps[0]?.label && !!expectedLeads && (
                  <span
                    className="absolute inset-y-0 w-0.5 bg-ink-2"
                    style={{ left: `calc(${(expectedLeads / most) * 100}% - 2px)` }}
                  />
                )}
              </dd>
              <dd className="tnum text-right font-medium">{one.count}</dd>
            </div>
          ))}
        </dl>
        {!!expectedLeads && (
          <p className="order-last text-ink-3 text-xs md:col-span-2">{t`The mark stands at the ${expectedLeads} leads expected.`}</p>
        )}
        {seesCost && (
          <dl className="grid grid-cols-2 content-start gap-x-6 gap-y-3 md:w-56">
            <Figure label={t`Spent`} value={found.spent === null ? "—" : money(String(found.spent))} />
            <Figure label={t`Cost per lead`} value={perLead(found.perLead)} />
            <Figure label={t`Per valid lead`} value={perLead(found.perValid)} />
            <Figure label={t`Per converted lead`} value={perLead(found.perCustomer)} />
          </dl>
        )}
      </div>
    </Section>
  );
}

function Figure({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-3 text-xs">{label}</dt>
      <dd className="tnum truncate font-medium">{value}</dd>
    </div>
  );
}
