import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { ActivityIcon } from "lucide-react";
import { Asked } from "../reports/asking/Asked";
import { useReport } from "../reports/asking/useReport";
import { ToReports } from "../reports/ToReports";
import { dateTime, organisationTimeZone } from "../session/formats";
import { EmptyState } from "../ui/EmptyState";
import { Page, Section } from "../ui/Page";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { AdoptionTable } from "./AdoptionTable";
import { AdoptionReportDocument } from "./adoption.gen";

const route = getRouteApi("/reports/adoption");
const DAYS = [7, 30, 90, 365];

/** Whether Weir is used, and whether what is in it can be relied on: of everybody, each number with its records. */
export function AdoptionPage() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const days = DAYS.find((one) => String(one) === search.days) ?? 30;
  const asked = useReport({
    query: AdoptionReportDocument,
    variables: { days },
  });
  const data = asked.data;
  const report = data?.adoptionReport;
  return (
    <Page
      lead={<ToReports />}
      title={t`Use and data quality`}
      actions={
        <div className="w-32">
          <Select
            label={t`Period`}
            value={String(days)}
            options={DAYS.map((count) => ({ value: String(count), label: t`${count} days` }))}
            onChange={(value) => void navigate({ search: (now) => ({ ...now, days: value }), replace: true })}
          />
        </div>
      }
    >
      <div className="mx-auto flex max-w-6xl flex-col gap-4 p-3 md:p-6">
        <Asked report={asked} skeleton={<SkeletonRows rows={8} />}>
          {report &&
            (report.people.length === 0 ? (
              <EmptyState icon={<ActivityIcon />} title={t`Nobody to show`}>
                {t`You see this of people whose targets you may see.`}
              </EmptyState>
            ) : (
              <>
                <Section title={t`Usage`}>
                  <AdoptionTable report={report} part="use" label={t`Usage`} />
                </Section>
                <Section title={t`Data quality`}>
                  <AdoptionTable report={report} part="quality" label={t`Data quality`} />
                </Section>
                <footer className="tnum flex flex-col gap-1 text-ink-3 text-xs">
                  <p>{t`An active day is one on which somebody entered a customer, contact, lead, deal, activity or task. What was imported in their name counts, too.`}</p>
                  <p>{t`Next step: the share of open deals with a next follow-up ahead. Slipped: those whose close date has passed. Reachable: leads with a phone or an e-mail. Double: leads that share one with another lead, in 1,000.`}</p>
                  <p>
                    {t`as of ${dateTime(report.asOf)}`} · {organisationTimeZone()}
                  </p>
                </footer>
              </>
            ))}
        </Asked>
      </div>
    </Page>
  );
}
