import { useLingui } from "@lingui/react/macro";
import type { ReactElement } from "react";
import { DateInput, Input } from "../ui/Input";
import { Field } from "../ui/Field";
import { MoneyInput } from "../ui/MoneyInput";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import { baseCurrency } from "../session/formats";
import { LOST_REASON, WON_REASON } from "./labels";
import type { MoveExtra, Unmet } from "./moving";

const KNOWN = ["expectedCloseDate", "amount", "wonReason", "lostReason", "lostNote", "competitor", "nextStep"] as const;
type Name = (typeof KNOWN)[number];
export type GateValues = Partial<Record<Name, string>>;
export type GateFieldSpec = { name: Name; message: string; required: boolean };

/** Sorts the unmet items into fields a form can ask for, a reason, and things that are done elsewhere. */
export function gateFields(unmet: readonly Unmet[], values: GateValues) {
  const fields: GateFieldSpec[] = [];
  const others: Unmet[] = [];
  let needsReason = false;
  const add = (name: Name, message: string) => {
    if (!fields.some((one) => one.name === name)) fields.push({ name, message, required: true });
  };
  for (const item of unmet) {
    const name = KNOWN.find((known) => known === item.field);
    if (name) add(name, item.message);
    else if (item.field === "reason" || item.code.includes("REASON")) needsReason = true;
    else others.push(item);
  }
  if (fields.some((one) => one.name === "lostReason")) {
    if (values.lostReason === "COMPETITOR") add("competitor", "");
    if (values.lostReason === "OTHER") add("lostNote", "");
  }
  return { fields, others, needsReason };
}

export function toMoveFields(fields: readonly GateFieldSpec[], values: GateValues, currency?: string): MoveExtra["fields"] {
  const sent: Record<string, unknown> = {};
  for (const { name } of fields) {
    const value = values[name]?.trim();
    if (!value) continue;
    sent[name] = name === "amount" ? { amount: value, currency: currency ?? baseCurrency() } : value;
  }
  return Object.keys(sent).length > 0 ? (sent as MoveExtra["fields"]) : undefined;
}

type Props = { field: GateFieldSpec; value: string; currency?: string; onChange: (value: string) => void };

export function GateField({ field, value, currency, onChange }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const options = (labels: typeof LOST_REASON) => Object.keys(labels).map((key) => ({ value: key, label: label(labels, key) }));
  const plain = <Input value={value} maxLength={300} onChange={(event) => onChange(event.target.value)} />;
  const forms: Record<Name, [string, ReactElement]> = {
    expectedCloseDate: [t`Expected close date`, <DateInput key="date" value={value} onChange={(event) => onChange(event.target.value)} />],
    amount: [t`Amount`, <MoneyInput key="money" value={value} onChange={onChange} unit={currency ?? baseCurrency()} />],
    wonReason: [t`Why was it won?`, <Select key="won" options={options(WON_REASON)} value={value || null} onChange={onChange} />],
    lostReason: [t`Why was it lost?`, <Select key="lost" options={options(LOST_REASON)} value={value || null} onChange={onChange} />],
    lostNote: [t`What happened?`, plain],
    competitor: [t`Competitor`, plain],
    nextStep: [t`Next step`, plain],
  };
  const [text, control] = forms[field.name];
  return (
    <Field label={text} required hint={field.message || undefined}>
      {control}
    </Field>
  );
}
