import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { money, number } from "../session/formats";
import { Button } from "../ui/Button";
import { Section } from "../ui/Page";
import { numberColumns, textColumns, WideTable } from "../ui/WideTable";
import { GROUP } from "./groups";
import type { Customers } from "./worth";

type Props = { rows: Customers["rows"]; hasMore: boolean; onMore: () => void };

/** The customers of a group, or of all, the largest first: their scores and what these are made of. */
export function RfmTable({ rows, hasMore, onMore }: Props) {
  const { t, i18n } = useLingui();
  const heads = [t`Lately`, t`Often`, t`Much`, t`Days since`, t`Orders`, t`Amount`];
  return (
    <Section title={t`Customers`}>
      <WideTable label={t`Customers`} columns={[...textColumns(t`Customer`, t`Group`), ...numberColumns(...heads)]}>
        {rows.map((one) => (
          <tr key={one.accountId} className="border-line border-b">
            <th scope="row" className="max-w-64 truncate py-2 pr-4 text-left font-normal">
              <Link
                to="/accounts/$accountId"
                params={{ accountId: one.accountId }}
                className="text-accent-text hover:underline"
              >
                {one.name}
              </Link>
            </th>
            <td className="py-2 pr-4">{i18n._(GROUP[one.group])}</td>
            {[one.recency, one.frequency, one.money, one.days, one.orders].map((value, n) => (
              <td key={heads[n]} className="px-3 py-2 text-right">
                {number(value)}
              </td>
            ))}
            <td className="px-3 py-2 text-right">{money(one.amount)}</td>
          </tr>
        ))}
      </WideTable>
      {hasMore && <Button look="ghost" onClick={onMore}>{t`Show more`}</Button>}
    </Section>
  );
}
