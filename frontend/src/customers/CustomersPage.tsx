import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { HeartHandshakeIcon } from "lucide-react";
import { Asked } from "../reports/asking/Asked";
import { useReport } from "../reports/asking/useReport";
import { FigureTiles } from "../reports/FigureTiles";
import { share } from "../reports/stageTypes";
import { ToReports } from "../reports/ToReports";
import { baseCurrency, dateTime, number, organisationTimeZone, shortMoney } from "../session/formats";
import { EmptyState } from "../ui/EmptyState";
import { Page, Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { CustomerReportDocument, type RfmGroup, type SegmentBy } from "./customers.gen";
import { GroupBars } from "./GroupBars";
import { GROUP } from "./groups";
import { RfmTable } from "./RfmTable";
import { SegmentTable } from "./SegmentTable";
import { worth } from "./worth";

const route = getRouteApi("/reports/customers");
const ALL = 200;
const BY: readonly SegmentBy[] = ["CHANNEL", "INDUSTRY", "SIZE", "REGION", "TIER"];

/** What customers are worth: who bought lately, often and much, who stays, and what one brings over time. */
export function CustomersPage() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const group = search.group && search.group in GROUP ? (search.group as RfmGroup) : undefined;
  const by = BY.find((one) => one === search.by) ?? "CHANNEL";
  const asked = useReport({
    query: CustomerReportDocument,
    variables: { group: group ?? null, size: search.all ? ALL : 20, cursor: null },
  });
  const data = asked.data;
  const report = data?.customerReport;
  const of = (part: number, whole: number) => t`${number(part)} of ${number(whole)}`;
  return (
    <Page lead={<ToReports />} title={t`Customers: value and loyalty`}>
      <div className="mx-auto flex max-w-5xl flex-col gap-4 p-3 md:p-6" aria-busy={asked.working}>
        <Asked report={asked} skeleton={<SkeletonRows rows={10} />}>
          {report &&
            (report.customers === 0 ? (
              <EmptyState icon={<HeartHandshakeIcon />} title={t`Nobody has bought yet`}>
                {t`Customers with a won deal will stand here.`}
              </EmptyState>
            ) : (
              <>
                <Section title={t`Loyalty and value`}>
                  <FigureTiles
                    tiles={[
                      {
                        name: t`Retention`,
                        value: share(report.retention),
                        about: of(report.kept, report.activeBefore),
                      },
                      {
                        name: t`Revenue kept (GRR)`,
                        value: share(report.grossRetention),
                        about: t`with growth (NRR): ${share(report.netRetention)}`,
                      },
                      {
                        name: t`Bought again`,
                        value: share(report.repurchase),
                        about: of(report.repeated, report.buyers),
                      },
                      {
                        name: t`Revenue to date`,
                        value: worth(report.revenuePerCustomer),
                        about: t`per customer; margin ${worth(report.marginPerCustomer)}`,
                      },
                      {
                        name: t`Lifetime value`,
                        value: worth(report.lifetimeValue),
                        about: t`discounted at 10%: ${worth(report.discountedValue)}`,
                      },
                    ]}
                  />
                  <p className="mt-3 text-ink-3 text-xs">
                    {t`A won deal stands for an order. Retention: who bought in the year before the last, and again in the last. Lifetime value: yearly margin ÷ (1 − retention), at most five years; “–” where the cost of what was sold is unknown.`}
                    {report.isFew && ` ${t`Fewer than 20 customers: means say little.`}`}
                  </p>
                </Section>
                <Section title={t`Groups by how lately, how often and how much`}>
                  {report.groups.length === 0 ? (
                    <p className="text-ink-3 text-sm">{t`Fewer than five customers bought in two years: no scores.`}</p>
                  ) : (
                    <GroupBars
                      groups={report.groups}
                      group={group}
                      onGroup={(value) => void navigate({ search: { group: value }, replace: true })}
                    />
                  )}
                </Section>
                {report.rows.length > 0 && (
                  <RfmTable
                    rows={report.rows}
                    hasMore={report.endCursor !== null && !search.all}
                    onMore={() => void navigate({ search: (now) => ({ ...now, all: "yes" }), replace: true })}
                  />
                )}
                <SegmentTable
                  by={by}
                  onBy={(value) => void navigate({ search: (now) => ({ ...now, by: value }), replace: true })}
                />
                <p className="tnum text-ink-3 text-xs">
                  {t`as of ${dateTime(report.asOf)}`} · {organisationTimeZone()} · {baseCurrency()} ·{" "}
                  {t`${number(report.customers)} customers`} · {shortMoney(sum(report.groups))}
                </p>
              </>
            ))}
        </Asked>
      </div>
    </Page>
  );
}

const sum = (groups: readonly { amount: string }[]) => groups.reduce((whole, one) => whole + Number(one.amount), 0);
