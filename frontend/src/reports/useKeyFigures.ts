import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { AcquisitionReportDocument } from "../acquisition/acquisition.gen";
import { CustomerReportDocument } from "../customers/customers.gen";
import { worth } from "../customers/worth";
import { dayBegins } from "../session/days";
import { dayOf, number } from "../session/formats";
import { monthPlus } from "../session/months";
import { together } from "./asking/together";
import { useReport } from "./asking/useReport";
import type { Definition } from "./definition";
import { share } from "./stageTypes";
import { useResult } from "./useResult";

const CUSTOMERS = { group: null, size: 0, cursor: null };
const WON = { status: { eq: "WON" } };

/** The six key figures of twelve months, each with its definition and the page it comes from. */
export function useKeyFigures() {
  const { t } = useLingui();
  const span = useMemo(() => ({ first: monthPlus(dayOf(), -11), after: monthPlus(dayOf(), 1) }), []);
  const leads = useReport({ query: AcquisitionReportDocument, variables: span });
  const loyal = useReport({ query: CustomerReportDocument, variables: CUSTOMERS });
  const definition = useMemo<Definition>(
    () => ({
      source: "deal",
      where: {
        status: { in: ["WON", "LOST"] },
        closedAt: { gte: dayBegins(span.first), lt: dayBegins(span.after) },
      },
      rows: [],
      columns: [],
      measures: [
        { function: "COUNT", where: WON },
        { function: "COUNT" },
        { function: "SUM", field: "baseAmount", where: WON },
        { function: "SUM", field: "baseAmount" },
        { function: "AVERAGE", field: "cycleDays", where: { ...WON, cycleDays: { gt: "0" } } },
      ],
    }),
    [span],
  );
  const deals = useResult(definition);
  const total = leads.data?.acquisitionReport.total;
  const customers = loyal.data?.customerReport;
  const [won, closed, wonAmount, closedAmount, cycle] = deals.figures?.at(0, 0)?.numbers ?? [];
  const rate = (part: number | null | undefined, whole: number | null | undefined) =>
    share(part === null || part === undefined || !whole ? null : part / whole);
  // A figure of what one's role does not see says so, instead of a dash without a reason.
  const seen = (about: string, isHidden: boolean) =>
    isHidden ? t`Your role does not see what this is made of.` : about;
  const noDeals = !!deals.refused;
  const noCustomers = !!loyal.error && !customers;
  const kpis = [
    {
      name: t`Cost per lead (CPL)`,
      value: worth(total?.costPerLead ?? null),
      about: t`Cost booked for campaigns ÷ leads, doubles left out. “–” without a booked cost.`,
      to: "/reports/channels" as const,
    },
    {
      name: t`Lead to opportunity`,
      value: share(total?.opportunityRate === null || !total ? null : Number(total.opportunityRate)),
      about: t`Leads a deal was made of ÷ valid leads that came in the time.`,
      to: "/reports/channels" as const,
    },
    {
      name: t`Sales cycle`,
      value: cycle === null || cycle === undefined ? "–" : t`${number(Math.round(cycle * 10) / 10)} days`,
      about: seen(t`From a deal's creation until it was won, on average; deals of no length are left out.`, noDeals),
      to: "/reports/stages" as const,
    },
    {
      name: t`Win rate`,
      value: rate(won, closed),
      about: seen(
        t`Won ÷ (won + lost), by when they were closed; invalid deals are left out. By amount: ${rate(wonAmount, closedAmount)}.`,
        noDeals,
      ),
      to: "/reports/stages" as const,
    },
    {
      name: t`Customer lifetime value (CLV)`,
      value: worth(customers?.lifetimeValue ?? null),
      about: seen(
        t`Yearly gross margin of a customer ÷ (1 − retention), at most five years. “–” where costs are unknown.`,
        noCustomers,
      ),
      to: "/reports/customers" as const,
    },
    {
      name: t`Customer retention`,
      value: share(customers?.retention ?? null),
      about: seen(
        t`Customers that bought in the year before the last and again in the last ÷ those that bought in the year before.`,
        noCustomers,
      ),
      to: "/reports/customers" as const,
    },
  ];
  return { kpis, asked: together(!!total, [leads, loyal, deals.asked]), asOf: leads.data?.acquisitionReport.asOf };
}
