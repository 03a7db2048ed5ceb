import { useLingui } from "@lingui/react/macro";
import { BarRow } from "../reports/BarRow";
import { ListLink } from "../reports/ListLink";
import { share } from "../reports/stageTypes";
import { number } from "../session/formats";
import type { ChannelResultFragment } from "./acquisition.gen";
import { leadsOf, type Span } from "./leadsOf";

/** How many of the leads of a time got how far; each number opens its leads. */
export function ChannelFunnel({ total, span }: { total: ChannelResultFragment; span: Span }) {
  const { t } = useLingui();
  const steps = [
    { name: t`Leads`, count: total.leads, more: {} },
    { name: t`Valid`, count: total.valid, more: { status: { neq: "INVALID" } } },
    { name: t`Marketing qualified`, count: total.mql, more: { mqlAt: { isNull: false } } },
    { name: t`Sales qualified`, count: total.sql, more: { sqlAt: { isNull: false } } },
    { name: t`Became a deal`, count: total.deals, more: { dealId: { isNull: false } } },
    { name: t`Won`, count: total.won, more: { deal: { status: { eq: "WON" } } } },
  ];
  const most = Math.max(1, total.leads);
  return (
    <ol className="flex flex-col gap-1.5">
      {steps.map(({ name, count, more }, n) => {
        const shown = number(count);
        const before = steps[n - 1]?.count;
        return (
          <li key={name}>
            <BarRow name={name} to={count} most={most} isTracked>
              <ListLink to="/leads" where={leadsOf(span, more)} label={t`${name}: show the ${shown} leads`}>
                {shown}
              </ListLink>
              {before !== undefined && (
                <span className="block text-ink-3 text-xs">{share(before ? count / before : null)}</span>
              )}
            </BarRow>
          </li>
        );
      })}
    </ol>
  );
}
