import { useLingui } from "@lingui/react/macro";
import { PencilIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { date, money } from "../session/formats";
import { useCan } from "../session/viewer";
import { Badge } from "../ui/Badge";
import { IconButton } from "../ui/Button";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import type { ContractFactsFragment } from "./contracts.gen";
import { PLAN_STATUS, PLAN_TONE } from "./labels";

const PlanEditor = lazy(() => import("./PlanEditor").then((module) => ({ default: module.PlanEditor })));
type Plan = ContractFactsFragment["paymentPlans"]["nodes"][number];

/** The instalments of a contract: when how much should come in, and what has. */
export function PlanTable({ contract }: { contract: ContractFactsFragment }) {
  const { t } = useLingui();
  const [editing, setEditing] = useState(false);
  const mayPlan = useCan("payment_plan.create") && contract.viewerCan.update && !contract.terminatedOn;
  const plans = contract.paymentPlans.nodes;
  return (
    <Section
      title={t`Payment plan`}
      actions={
        mayPlan && (
          <IconButton label={t`Edit the payment plan`} icon={<PencilIcon />} onClick={() => setEditing(true)} />
        )
      }
    >
      {plans.length === 0 ? (
        <p className="text-ink-3 text-sm">{t`No payment plan yet: say when how much should come in.`}</p>
      ) : (
        <ol className="divide-y divide-line">
          {plans.map((one) => (
            <PlanLine key={one.id} plan={one} />
          ))}
        </ol>
      )}
      <Suspense>{editing && <PlanEditor contract={contract} onClose={() => setEditing(false)} />}</Suspense>
    </Section>
  );
}

function PlanLine({ plan }: { plan: Plan }) {
  const { t } = useLingui();
  const label = useLabel();
  const { position, dueDate, amount, received, status, condition, overdueDays, paidOn } = plan;
  const came = Number(received ?? 0);
  const left = money(received, amount?.currency);
  const paid = date(paidOn);
  const late = overdueDays ?? 0;
  return (
    <li className="flex items-center gap-3 py-2 text-sm">
      <span className="tnum w-5 shrink-0 text-ink-3">{position}</span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="tnum font-medium">{date(dueDate)}</span>
          <Badge tone={PLAN_TONE[status ?? ""]}>{label(PLAN_STATUS, status ?? "")}</Badge>
          {late > 0 && <span className="tnum text-danger text-xs">{t`${late} days late`}</span>}
        </p>
        <p className="break-words text-ink-3 text-xs empty:hidden">
          {[condition, paidOn ? t`paid on ${paid}` : came > 0 ? t`${left} has come in` : null]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <span className="tnum shrink-0 text-right font-medium">{money(amount?.amount, amount?.currency)}</span>
    </li>
  );
}
