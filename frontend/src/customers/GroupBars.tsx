import { useLingui } from "@lingui/react/macro";
import { BarRow } from "../reports/BarRow";
import { money, number, shortMoney } from "../session/formats";
import type { RfmGroup } from "./customers.gen";
import { GROUP } from "./groups";
import type { Customers } from "./worth";

type Props = { groups: Customers["groups"]; group?: RfmGroup; onGroup: (group: RfmGroup | undefined) => void };

/** A bar for each group of customers by what they bought; a group opens its customers below. */
export function GroupBars({ groups, group, onGroup }: Props) {
  const { t, i18n } = useLingui();
  const most = Math.max(1, ...groups.map((one) => Number(one.amount)));
  return (
    <ul className="flex flex-col gap-1">
      {groups.map((one) => {
        const customers = number(one.customers);
        return (
          <li key={one.group}>
            <button
              type="button"
              aria-pressed={group === one.group}
              disabled={one.customers === 0}
              className="w-full rounded-lg hover:bg-hover aria-pressed:bg-hover"
              onClick={() => onGroup(group === one.group ? undefined : one.group)}
            >
              <BarRow name={i18n._(GROUP[one.group])} to={Number(one.amount)} most={most} title={money(one.amount)}>
                {shortMoney(one.amount)}
                <span className="block text-ink-3 text-xs">{t`${customers} customers`}</span>
              </BarRow>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
