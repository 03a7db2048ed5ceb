import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { STATUS, STATUS_TONE } from "../leads/labels";
import { PagedList } from "../lists/PagedList";
import { date, number } from "../session/formats";
import { useList } from "../sync/useList";
import { Badge } from "../ui/Badge";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import { ReferralsDocument, type ReferralsQuery } from "./referrals.gen";

const pick = (data: ReferralsQuery) => ({
  ...data.referrals,
  converted: data.converted.totalCount,
  won: data.won.totalCount,
});

/** Whom a customer has told of us, and what became of them. Nothing is shown where there is nobody. */
export function Referrals({ accountId }: { accountId: string }) {
  const { t } = useLingui();
  const label = useLabel();
  const variables = useMemo(() => ({ account: accountId }), [accountId]);
  const list = useList(ReferralsDocument, variables, pick);
  if (!list.head || list.rows.length === 0) return null;
  const [converted, won] = [number(list.head.converted), number(list.head.won)];
  return (
    <Section
      title={
        <>
          <Trans>Referrals</Trans> <span className="tnum text-ink-3">{number(list.head.totalCount)}</span>
        </>
      }
    >
      <p className="mb-1 text-ink-2 text-sm">{t`${converted} converted, ${won} won`}</p>
      <div className="scrollbar-thin relative max-h-96 overflow-y-auto">
        <PagedList list={list} empty={null}>
          <ul className="divide-y divide-line">
            {list.rows.map((lead) => (
              <li key={lead.id} className="flex min-h-11 items-center gap-3 py-1.5 text-sm">
                <span className="min-w-0 flex-1">
                  <Link
                    to="/leads/$leadId"
                    params={{ leadId: lead.id }}
                    className="block truncate font-medium hover:underline"
                  >
                    {lead.name}
                  </Link>
                  <span className="block truncate text-ink-3 text-xs">
                    {[lead.companyName, lead.referrerContact?.name, date(lead.createdAt)].filter(Boolean).join(" · ")}
                  </span>
                </span>
                {lead.deal?.status === "WON" ? (
                  <Badge tone="good">{t`Won`}</Badge>
                ) : (
                  <Badge tone={STATUS_TONE[lead.status]}>{label(STATUS, lead.status)}</Badge>
                )}
              </li>
            ))}
          </ul>
        </PagedList>
      </div>
    </Section>
  );
}
