import { useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import { RowArrows, RowGrip } from "../drag/RowControls";
import { useReorder } from "../drag/useReorder";
import { findUsers } from "../identity/findUsers";
import { Badge } from "../ui/Badge";
import { IconButton } from "../ui/Button";
import { Field } from "../ui/Field";
import { MoneyInput } from "../ui/MoneyInput";
import { Pick } from "../ui/Pick";
import type { Member } from "./rules";

type Props = { members: readonly Member[]; withWeights: boolean; onChange: (members: readonly Member[]) => void };
const HEAVIEST = 100;

/** Who a rule chooses among: in order, with weights where these count. */
export function Members({ members, withWeights, onChange }: Props) {
  const { t } = useLingui();
  const known = new Map(members.map((one) => [one.userId, one]));
  const order = useReorder({
    ids: [...known.keys()],
    nameOf: (id) => known.get(id)?.name ?? "",
    onReorder: async (ids) => {
      onChange(ids.flatMap((id) => known.get(id) ?? []));
      return true;
    },
  });
  const weigh = (id: string, text: string) => {
    const weight = Math.min(HEAVIEST, Math.max(1, Number(text) || 1));
    onChange(members.map((one) => (one.userId === id ? { ...one, weight } : one)));
  };
  return (
    <div className="flex flex-col gap-2">
      <ol ref={order.root}>
        {order.ids.map((id) => {
          const member = known.get(id);
          if (!member) return null;
          const name = member.name ?? "";
          return (
            <li
              key={id}
              {...order.item(id)}
              className="flex min-h-11 items-center gap-1.5 border-line border-b bg-raised data-held:bg-accent-soft"
            >
              <RowGrip order={order} id={id} />
              <span className="min-w-0 flex-1 truncate text-sm">{name}</span>
              {member.isActive === false && <Badge tone="warn">{t`Not active`}</Badge>}
              {withWeights && (
                <MoneyInput
                  aria-label={t`Weight of ${name}`}
                  className="w-16"
                  decimals={0}
                  value={String(member.weight)}
                  onChange={(text) => weigh(id, text)}
                />
              )}
              {/* With weights the order only settles ties, and a phone has no room for both. */}
              <span className={withWeights ? "hidden sm:flex" : "flex"}>
                <RowArrows order={order} id={id} name={name} />
              </span>
              <IconButton
                label={`${t`Remove`}: ${name}`}
                icon={<XIcon />}
                onClick={() => onChange(members.filter((one) => one !== member))}
              />
            </li>
          );
        })}
      </ol>
      <Field label={t`Add a colleague`}>
        <Pick
          value={null}
          find={findUsers}
          onChange={(choice) =>
            choice &&
            !known.has(choice.value) &&
            onChange([...members, { userId: choice.value, name: choice.label, weight: 1 }])
          }
        />
      </Field>
    </div>
  );
}
