import type { CampaignPageQuery } from "./campaigns.gen";

export type Campaign = NonNullable<CampaignPageQuery["campaign"]>;
type Grouped = { totalCount: number; groups: readonly { keys: readonly { value: string | null }[]; count: number }[] };

/** What the leads and the cost of a campaign come to. A campaign without a cost has no cost per lead, rather than one of 0. */
export function figuresOf(leads: Grouped, cost: string | null, qualified: number) {
  const of = (status: string) => leads.groups.find((one) => one.keys[0]?.value === status)?.count ?? 0;
  const valid = leads.totalCount - of("INVALID");
  const spent = cost === null ? null : Number(cost);
  const per = (count: number) => (spent === null || count === 0 ? null : spent / count);
  return {
    captured: leads.totalCount,
    valid,
    qualified,
    converted: of("CONVERTED"),
    spent,
    perLead: per(leads.totalCount),
    perValid: per(valid),
    perCustomer: per(of("CONVERTED")),
  };
}
