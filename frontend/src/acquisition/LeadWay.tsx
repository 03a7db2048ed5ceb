import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { Asked } from "../reports/asking/Asked";
import { useReport } from "../reports/asking/useReport";
import { BarCell } from "../reports/BarCell";
import { ListLink } from "../reports/ListLink";
import { PipelinesOfReportDocument } from "../reports/stages.gen";
import { daysText, share, stageOf } from "../reports/stageTypes";
import { money, number } from "../session/formats";
import { Section } from "../ui/Page";
import { Select } from "../ui/Select";
import { Skeleton } from "../ui/Skeleton";
import { numberColumns, textColumns, WideTable } from "../ui/WideTable";
import type { Where } from "../views/definition";
import { LeadFunnelDocument } from "./acquisition.gen";
import type { Span } from "./leadsOf";

/** How far the leads of a time got along a pipeline, by now, and how many days each step took; every number opens its leads. */
export function LeadWay({ span }: { span: Span }) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState<string | null>(null);
  const [{ data: known }] = useQuery({ query: PipelinesOfReportDocument });
  const pipelines = known?.pipelines.nodes ?? [];
  const pipeline = pipelines.find((one) => one.id === chosen) ?? pipelines[0];
  const asked = useReport({
    query: LeadFunnelDocument,
    variables: { pipelineId: pipeline?.id ?? "", ...span },
    pause: !pipeline,
  });
  const steps = asked.data?.leadFunnel.steps ?? [];
  const names = {
    LEAD: t`New leads`,
    CONTACTED: t`Contacted`,
    DEAL: t`Became a deal`,
    WON: t`Won`,
    STAGE: "",
    CONTRACT: t`Contract signed`,
    PAYMENT: t`First payment`,
  };
  // Not everybody reads amounts.
  const told = steps.some((one) => one.amount !== null);
  const most = Math.max(1, steps[0]?.leads ?? 0);
  const title = t`From lead to cash, by stage`;
  return (
    <Section
      title={title}
      actions={
        pipelines.length > 1 && (
          <div className="w-36">
            <Select
              label={t`Pipeline`}
              value={pipeline?.id ?? null}
              options={pipelines.map((one) => ({ value: one.id, label: one.name ?? "" }))}
              onChange={setChosen}
            />
          </div>
        )
      }
    >
      <Asked report={asked} skeleton={<Skeleton className="h-60 w-full" />}>
        <WideTable
          label={title}
          columns={[
            ...textColumns(t`Step`),
            { name: t`Leads`, isText: true, isWide: true },
            ...(told ? numberColumns(t`Amount`) : []),
            ...numberColumns(t`Of the step before`, t`Of all`, t`Days for the step`, t`Days since it came`),
          ]}
        >
          {steps.map((one) => {
            const stage = pipeline && one.stageId ? stageOf(pipeline, one.stageId)?.name : null;
            const name = stage ?? names[one.step];
            const leads = number(one.leads);
            return (
              <tr key={one.stageId ?? one.step} className="border-line border-b">
                <th scope="row" className="py-2 pr-4 text-left font-normal">
                  {name}
                </th>
                <BarCell part={one.leads / most}>
                  <ListLink to="/leads" where={one.where as Where} label={t`${name}: show the ${leads} leads`}>
                    {leads}
                  </ListLink>
                </BarCell>
                {told && <td className="px-3 py-2 text-right">{one.amount === null ? "–" : money(one.amount)}</td>}
                <td className="px-3 py-2 text-right">{share(one.share)}</td>
                <td className="px-3 py-2 text-right">{share(one.shareOfAll)}</td>
                <td className="px-3 py-2 text-right">{daysText(one.stepDays)}</td>
                <td className="px-3 py-2 text-right">{daysText(one.days)}</td>
              </tr>
            );
          })}
        </WideTable>
      </Asked>
      <p className="mt-3 text-ink-3 text-xs">
        {t`Leads by when they came, and how far they have got by now: whoever got further has passed a step, also where it was skipped. Days are medians. Deals without a lead are not in it.`}
      </p>
    </Section>
  );
}
