import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { Asked } from "../reports/asking/Asked";
import { useReport } from "../reports/asking/useReport";
import { ListLink } from "../reports/ListLink";
import { share } from "../reports/stageTypes";
import { money, number, shortMoney } from "../session/formats";
import { Section } from "../ui/Page";
import { Select } from "../ui/Select";
import { Skeleton } from "../ui/Skeleton";
import { numberColumns, textColumns, WideTable } from "../ui/WideTable";
import type { Where } from "../views/definition";
import { CustomerSegmentsDocument, type SegmentBy } from "./customers.gen";
import { worth } from "./worth";

type Props = { by: SegmentBy; onBy: (by: SegmentBy) => void };

/** What customers are worth by what they have in common; counts open the customers and their deals. */
export function SegmentTable({ by, onBy }: Props) {
  const { t } = useLingui();
  const asked = useReport({ query: CustomerSegmentsDocument, variables: { by } });
  const segments = asked.data?.customerSegments ?? [];
  const names: Record<SegmentBy, string> = {
    CHANNEL: t`Channel`,
    INDUSTRY: t`Industry`,
    SIZE: t`Size (employees)`,
    REGION: t`Region`,
    TIER: t`Tier`,
  };
  return (
    <Section
      title={t`Value by segment`}
      actions={
        <div className="w-36">
          <Select
            label={t`Segments by`}
            value={by}
            options={(Object.keys(names) as SegmentBy[]).map((value) => ({ value, label: names[value] }))}
            onChange={onBy}
          />
        </div>
      }
    >
      <Asked report={asked} skeleton={<Skeleton className="h-52 w-full" />}>
        <WideTable
          label={t`Value by segment`}
          columns={[
            ...textColumns(names[by]),
            ...numberColumns(
              t`Customers`,
              t`Orders`,
              t`Revenue`,
              t`Revenue per customer`,
              t`Margin per customer`,
              t`Retention`,
              t`Lifetime value`,
              t`Discounted`,
            ),
          ]}
        >
          {segments.map((one) => {
            const name = one.label ?? t`Unknown`;
            const [customers, orders] = [number(one.customers), number(one.orders)];
            return (
              <tr
                key={one.channelId ?? one.label ?? "none"}
                className={clsx("border-line border-b", one.isFew && "text-ink-3")}
              >
                <th scope="row" className="py-2 pr-4 text-left font-normal">
                  {name}
                </th>
                <td className="px-3 py-2 text-right">
                  <ListLink
                    to="/accounts"
                    where={one.customersWhere as Where}
                    label={t`${name}: show the ${customers} customers`}
                  >
                    {customers}
                  </ListLink>
                </td>
                <td className="px-3 py-2 text-right">
                  <ListLink to="/deals" where={one.ordersWhere as Where} label={t`${name}: show the ${orders} deals`}>
                    {orders}
                  </ListLink>
                </td>
                <td className="px-3 py-2 text-right" title={money(one.revenue)}>
                  {shortMoney(one.revenue)}
                </td>
                <td className="px-3 py-2 text-right">{worth(one.revenuePerCustomer)}</td>
                <td className="px-3 py-2 text-right">{worth(one.marginPerCustomer)}</td>
                <td className="px-3 py-2 text-right">{share(one.retention)}</td>
                <td className="px-3 py-2 text-right">{worth(one.lifetimeValue)}</td>
                <td className="px-3 py-2 text-right">{worth(one.discountedValue)}</td>
              </tr>
            );
          })}
        </WideTable>
      </Asked>
      <p className="mt-3 text-ink-3 text-xs">
        {t`A customer's channel is that of the first lead they came as. Grey: fewer than 20 customers say little. Discounted: a year later is worth 10% less.`}
      </p>
    </Section>
  );
}
