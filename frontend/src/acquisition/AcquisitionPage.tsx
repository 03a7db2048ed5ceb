import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { MegaphoneIcon } from "lucide-react";
import { useMemo } from "react";
import { Asked } from "../reports/asking/Asked";
import { useReport } from "../reports/asking/useReport";
import { ToReports } from "../reports/ToReports";
import { baseCurrency, date, dateTime, dayOf, organisationTimeZone } from "../session/formats";
import { monthPlus } from "../session/months";
import { EmptyState } from "../ui/EmptyState";
import { Field } from "../ui/Field";
import { Page, Section } from "../ui/Page";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { AcquisitionReportDocument } from "./acquisition.gen";
import { ChannelFunnel } from "./ChannelFunnel";
import { ChannelTable } from "./ChannelTable";
import { CreditChart } from "./CreditChart";
import { LeadWay } from "./LeadWay";
import { WorkedWell } from "./WorkedWell";

const route = getRouteApi("/reports/channels");
const MONTHS = [1, 3, 6, 12, 24];

/** Which channel pays: who came by each and at what cost, what became of them, whose touch won, and how well leads are worked. */
export function AcquisitionPage() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const months = MONTHS.find((one) => String(one) === search.months) ?? 12;
  const span = useMemo(() => ({ first: monthPlus(dayOf(), 1 - months), after: monthPlus(dayOf(), 1) }), [months]);
  const asked = useReport({
    query: AcquisitionReportDocument,
    variables: span,
  });
  const data = asked.data;
  const report = data?.acquisitionReport;
  return (
    <Page
      lead={<ToReports />}
      title={t`Channels and leads`}
      toolbar={
        <Field label={t`Leads that came in the last`} className="w-48">
          <Select
            value={String(months)}
            options={MONTHS.map((count) => ({ value: String(count), label: t`${count} months` }))}
            onChange={(value) => void navigate({ search: { months: value }, replace: true })}
          />
        </Field>
      }
    >
      <div className="mx-auto flex max-w-7xl flex-col gap-4 p-3 md:p-6" aria-busy={asked.working}>
        <Asked report={asked} skeleton={<SkeletonRows rows={10} />}>
          {report &&
            (report.total.leads === 0 && !report.credits?.length ? (
              <EmptyState icon={<MegaphoneIcon />} title={t`No leads came in this time`}>
                {t`Take a longer one.`}
              </EmptyState>
            ) : (
              <>
                <Section title={t`From lead to won`}>
                  <ChannelFunnel total={report.total} span={span} />
                </Section>
                <LeadWay span={span} />
                <Section title={t`By channel`}>
                  <ChannelTable report={report} span={span} />
                </Section>
                {report.credits && (
                  <Section title={t`Whose touch won`}>
                    <CreditChart credits={report.credits} />
                  </Section>
                )}
                <Section title={t`How leads are worked`}>
                  <WorkedWell report={report} />
                </Section>
                <p className="tnum text-ink-3 text-xs">
                  {t`since ${date(report.first)}, as of ${dateTime(report.asOf)}`} · {organisationTimeZone()} ·{" "}
                  {baseCurrency()}
                </p>
              </>
            ))}
        </Asked>
      </div>
    </Page>
  );
}
