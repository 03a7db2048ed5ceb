import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { AcquisitionReportDocument } from "../../acquisition/acquisition.gen";
import { leadsOf } from "../../acquisition/leadsOf";
import { WorkedWell } from "../../acquisition/WorkedWell";
import { useReport } from "../../reports/asking/useReport";
import { ListLink } from "../../reports/ListLink";
import { share } from "../../reports/stageTypes";
import { dayOf, number, shortMoney } from "../../session/formats";
import { monthPlus } from "../../session/months";
import { numberColumns, textColumns, WideTable } from "../../ui/WideTable";
import { SpecialFrame } from "./SpecialFrame";

const MOST = 6;

/** What the channels of three months brought and paid back, and how fast leads were answered. */
export function ChannelsTile() {
  const { t } = useLingui();
  const span = useMemo(() => ({ first: monthPlus(dayOf(), -2), after: monthPlus(dayOf(), 1) }), []);
  const asked = useReport({ query: AcquisitionReportDocument, variables: span });
  const report = asked.data?.acquisitionReport;
  const channels = [...(report?.channels ?? [])].sort((one, other) => other.leads - one.leads).slice(0, MOST);
  return (
    <SpecialFrame
      name={t`Channels of three months`}
      to="/reports/channels"
      asked={asked}
      isEmpty={report?.total.leads === 0}
      width={12}
    >
      {report && (
        <div className="flex flex-col gap-4 px-4">
          <WideTable
            label={t`Channels of three months`}
            columns={[
              ...textColumns(t`Channel`),
              ...numberColumns(t`Leads`, t`Won`, t`Conversion`, t`Per lead`, t`ROI`),
            ]}
          >
            {channels.map((one) => {
              const name = one.name || t`No channel`;
              const leads = number(one.leads);
              return (
                <tr key={one.channelId ?? "none"} className="border-line border-b">
                  <th scope="row" className="py-2 pr-4 text-left font-normal">
                    {name}
                  </th>
                  <td className="px-3 py-2 text-right">
                    <ListLink
                      to="/leads"
                      where={leadsOf(span, { channelId: one.channelId ? { eq: one.channelId } : { isNull: true } })}
                      label={t`${name}: show the ${leads} leads`}
                    >
                      {leads}
                    </ListLink>
                  </td>
                  <td className="px-3 py-2 text-right">{number(one.won)}</td>
                  <td className="px-3 py-2 text-right">
                    {share(one.conversion === null ? null : Number(one.conversion))}
                  </td>
                  <td className="px-3 py-2 text-right">
                    {one.costPerLead === null ? "–" : shortMoney(one.costPerLead)}
                  </td>
                  <td className="px-3 py-2 text-right">{share(one.roi === null ? null : Number(one.roi))}</td>
                </tr>
              );
            })}
          </WideTable>
          <WorkedWell report={report} />
        </div>
      )}
    </SpecialFrame>
  );
}
