import { useLingui } from "@lingui/react/macro";
import { ListLink } from "../reports/ListLink";
import { share } from "../reports/stageTypes";
import { money, number, shortMoney } from "../session/formats";
import { numberColumns, textColumns, WideTable } from "../ui/WideTable";
import type { AcquisitionReportQuery, ChannelResultFragment } from "./acquisition.gen";
import { leadsOf, type Span } from "./leadsOf";

type Props = { report: AcquisitionReportQuery["acquisitionReport"]; span: Span };

const rate = (value: string | null) => share(value === null ? null : Number(value));
const sum = (value: string | null) => (value === null ? "–" : shortMoney(value));

/** What came by each channel, what it cost, and what it brought back; the total is worked out from the sums. */
export function ChannelTable({ report, span }: Props) {
  const { t } = useLingui();
  const heads = [
    t`Leads`,
    t`Came again`,
    t`Valid`,
    t`MQL`,
    t`SQL`,
    t`Deals`,
    t`Won`,
    t`Conversion`,
    t`Lead to deal`,
    t`Cycle (days)`,
    t`Revenue`,
    t`Average deal`,
    t`Cost`,
    t`Per lead`,
    t`Per valid lead`,
    t`Per MQL`,
    t`Per SQL`,
    t`Per customer`,
    t`ROI`,
    t`Margin ROI`,
  ];
  const cells = (one: ChannelResultFragment) => [
    number(one.duplicates),
    number(one.valid),
    number(one.mql),
    number(one.sql),
    number(one.deals),
    number(one.won),
    rate(one.conversion),
    rate(one.opportunityRate),
    one.meanCycleDays === null ? "–" : number(Math.round(Number(one.meanCycleDays) * 10) / 10),
    sum(one.revenue),
    sum(one.meanAmount),
    sum(one.cost),
    sum(one.costPerLead),
    sum(one.costPerValid),
    sum(one.costPerMql),
    sum(one.costPerSql),
    sum(one.costPerCustomer),
    rate(one.roi),
    rate(one.marginRoi),
  ];
  const exact = (one: ChannelResultFragment) => [
    one.revenue,
    one.meanAmount,
    one.cost,
    one.costPerLead,
    one.costPerValid,
    one.costPerMql,
    one.costPerSql,
    one.costPerCustomer,
  ];
  const rows = [
    ...report.channels.map((one) => ({ one, name: one.name || t`No channel`, isTotal: false })),
    { one: report.total, name: t`Total`, isTotal: true },
  ];
  return (
    <>
      <WideTable label={t`By channel`} columns={[...textColumns(t`Channel`), ...numberColumns(...heads)]}>
        {rows.map(({ one, name, isTotal }) => {
          const leads = number(one.leads);
          const of = isTotal ? {} : { channelId: one.channelId ? { eq: one.channelId } : { isNull: true } };
          return (
            <tr key={isTotal ? "total" : (one.channelId ?? "none")} className="border-line border-b">
              <th scope="row" className={isTotal ? "py-2 pr-4 text-left" : "py-2 pr-4 text-left font-normal"}>
                {name}
              </th>
              <td className="px-3 py-2 text-right">
                <ListLink to="/leads" where={leadsOf(span, of)} label={t`${name}: show the ${leads} leads`}>
                  {leads}
                </ListLink>
              </td>
              {cells(one).map((cell, n) => (
                <td
                  key={heads[n + 1]}
                  className="px-3 py-2 text-right"
                  title={n > 8 && n < 17 ? money(exact(one)[n - 9]) : undefined}
                >
                  {cell}
                </td>
              ))}
            </tr>
          );
        })}
      </WideTable>
      <p className="mt-3 text-ink-3 text-xs">
        {t`Leads count for the channel they first came by. Conversion: won of leads, by now. Cost: booked for these days; “–” where nothing was booked. ROI: what came back beyond the cost, in times the cost.`}
      </p>
    </>
  );
}
