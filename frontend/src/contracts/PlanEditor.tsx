import { Trans, useLingui } from "@lingui/react/macro";
import { PlusIcon, Trash2Icon } from "lucide-react";
import { useState } from "react";
import { baseCurrency, dayOf, money } from "../session/formats";
import { act, newKey } from "../sync/act";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { DateInput, Input } from "../ui/Input";
import { MoneyInput } from "../ui/MoneyInput";
import { type ContractFactsFragment, SetPaymentPlansDocument } from "./contracts.gen";
import { type PlanDraft, plannedSum, unplanned } from "./planSums";

const plain = (value: string | undefined) => (value?.includes(".") ? value.replace(/\.?0+$/, "") : (value ?? ""));

/** Sets the instalments of a contract as a whole. A new one begins with what is not planned yet. */
export function PlanEditor({ contract, onClose }: { contract: ContractFactsFragment; onClose: () => void }) {
  const { t } = useLingui();
  const currency = contract.amount?.currency ?? baseCurrency();
  const whole = contract.amount?.amount ?? "0";
  const rest = (now: readonly PlanDraft[]) => {
    const left = unplanned(whole, now);
    return left.startsWith("-") ? "" : plain(left);
  };
  const blank = (now: readonly PlanDraft[]): PlanDraft => ({
    key: newKey(),
    id: null,
    dueDate: now.at(-1)?.dueDate ?? dayOf(),
    amount: rest(now),
    condition: "",
  });
  const [plans, setPlans] = useState<PlanDraft[]>(() => {
    const known = contract.paymentPlans.nodes.map((one) => ({
      key: one.id,
      id: one.id,
      dueDate: one.dueDate ?? "",
      amount: plain(one.amount?.amount),
      condition: one.condition ?? "",
    }));
    return known.length > 0 ? known : [blank([])];
  });
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const change = (key: string, part: Partial<PlanDraft>) =>
    setPlans((now) => now.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const left = unplanned(whole, plans);
  const amount = money(left, currency);

  async function save() {
    if (plans.some((one) => !one.dueDate || !(Number(one.amount) > 0)))
      return setProblems([t`Every instalment needs a day and an amount above zero.`]);
    setBusy(true);
    const outcome = await act(SetPaymentPlansDocument, {
      input: {
        contractId: contract.id,
        version: contract.version,
        plans: plans.map(({ id, dueDate, amount, condition }) => ({
          ...(id ? { id } : {}),
          dueDate,
          amount,
          condition: condition || null,
        })),
      },
    });
    setBusy(false);
    if (outcome.ok) return onClose();
    setProblems(outcome.errors.map((error) => error.message));
  }

  return (
    <Dialog
      open
      width="lg"
      title={t`Payment plan`}
      description={contract.name}
      onClose={onClose}
      footer={
        <>
          <p className="tnum mr-auto text-sm">
            <span className="font-medium">
              {t`Total`}: {money(plannedSum(plans), currency)}
            </span>{" "}
            {left !== "0.00" && (
              <span className={left.startsWith("-") ? "text-danger" : "text-ink-3"}>
                {left.startsWith("-") ? t`${amount}: more than the contract` : t`${amount} not planned`}
              </span>
            )}
          </p>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="primary" busy={busy} onClick={save}>
            <Trans>Save</Trans>
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-4">
        {plans.map((one, n) => (
          <li key={one.key} className="grid grid-cols-2 items-end gap-2 border-line border-b pb-4 sm:grid-cols-4">
            <Field label={t({ message: "Due", context: "an instalment" })}>
              <DateInput value={one.dueDate} onChange={(event) => change(one.key, { dueDate: event.target.value })} />
            </Field>
            <Field label={t`Amount`}>
              <MoneyInput value={one.amount} onChange={(value) => change(one.key, { amount: value })} unit={currency} />
            </Field>
            <Field label={t({ message: "Condition", context: "of an instalment" })}>
              <Input
                value={one.condition}
                maxLength={300}
                onChange={(event) => change(one.key, { condition: event.target.value })}
              />
            </Field>
            <IconButton
              label={t`Remove instalment ${n + 1}`}
              icon={<Trash2Icon />}
              onClick={() => setPlans((now) => now.filter((other) => other.key !== one.key))}
            />
          </li>
        ))}
      </ul>
      <Button look="ghost" className="mt-3" icon={<PlusIcon />} onClick={() => setPlans((now) => [...now, blank(now)])}>
        <Trans>Add an instalment</Trans>
      </Button>
      {problems.length > 0 && (
        <p role="alert" className="mt-3 text-danger text-sm">
          {problems.join(" ")}
        </p>
      )}
    </Dialog>
  );
}
