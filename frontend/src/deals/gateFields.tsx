import { useLingui } from "@lingui/react/macro";
import type { ReactElement } from "react";
import { findAccounts } from "../accounts/findAccounts";
import { instantAt } from "../session/days";
import { baseCurrency } from "../session/formats";
import type { Choice } from "../ui/Combobox";
import { Field } from "../ui/Field";
import { SpecControl } from "../ui/FormControl";
import type { FieldSpec, FieldValue, FormValues } from "../ui/formFields";
import { DateInput, DateTimeInput, Input, Textarea } from "../ui/Input";
import { MoneyInput } from "../ui/MoneyInput";
import { Pick } from "../ui/Pick";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import { LOST_REASON, WON_REASON } from "./labels";
import type { MoveExtra, Unmet } from "./moving";

const KNOWN = [
  "accountId",
  "amount",
  "expectedCloseDate",
  "need",
  "budgetRange",
  "wonReason",
  "lostReason",
  "lostNote",
  "competitor",
  "nextStep",
  "nextFollowUpAt",
  "source",
  "description",
] as const;
type Name = (typeof KNOWN)[number];
export type GateValues = Partial<Record<Name, string>> & { account?: Choice | null; custom?: FormValues };
export type GateFieldSpec = { name: Name; label: string };

/** Sorts what is missing into fields a form can ask for, the organisation's own among them, a reason, and what is done elsewhere. */
export function gateFields(unmet: readonly Unmet[], values: GateValues, specs: readonly FieldSpec[] = []) {
  const fields: GateFieldSpec[] = [];
  const custom = specs.filter((spec) => unmet.some((item) => item.field === spec.name));
  const others: Unmet[] = [];
  let needsReason = false;
  const add = (name: Name, label: string) => {
    if (!fields.some((one) => one.name === name)) fields.push({ name, label });
  };
  for (const item of unmet) {
    const name = item.code === "HAS_ACCOUNT" ? "accountId" : KNOWN.find((known) => known === item.field);
    if (custom.some((spec) => spec.name === item.field)) continue;
    if (name) add(name, item.message);
    else if (item.field === "reason" || item.code.includes("REASON")) needsReason = true;
    else others.push(item);
  }
  if (fields.some((one) => one.name === "lostReason")) {
    if (values.lostReason === "COMPETITOR") add("competitor", "");
    if (values.lostReason === "OTHER") add("lostNote", "");
  }
  return { fields, custom, others, needsReason };
}

/** Whether the form holds something for a field. */
export const isFilled = (name: Name, values: GateValues) =>
  name === "accountId" ? !!values.account : !!values[name]?.trim();

export function toMoveFields(
  fields: readonly GateFieldSpec[],
  values: GateValues,
  currency?: string,
): MoveExtra["fields"] {
  const sent: Record<string, unknown> = {};
  for (const { name } of fields) {
    if (name === "accountId") {
      if (values.account) sent.accountId = values.account.value;
      continue;
    }
    const value = values[name]?.trim();
    if (!value) continue;
    if (name === "amount") sent.amount = { amount: value, currency: currency ?? baseCurrency() };
    else if (name === "nextFollowUpAt") sent.nextFollowUpAt = instantAt(value);
    else sent[name] = value;
  }
  return Object.keys(sent).length > 0 ? (sent as MoveExtra["fields"]) : undefined;
}

type Props = { field: GateFieldSpec; values: GateValues; currency?: string; onChange: (values: GateValues) => void };

export function GateField({ field, values, currency, onChange }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const { name } = field;
  const value = values[name] ?? "";
  const set = (next: string) => onChange({ ...values, [name]: next });
  const options = (labels: typeof LOST_REASON) =>
    Object.keys(labels).map((key) => ({ value: key, label: label(labels, key) }));
  const texts: Partial<Record<Name, string>> = {
    wonReason: t`Why was it won?`,
    lostReason: t`Why was it lost?`,
    lostNote: t`What happened?`,
    competitor: t`Competitor`,
    accountId: t`Account`,
  };
  function control(): ReactElement {
    switch (name) {
      case "accountId":
        return (
          <Pick
            find={findAccounts}
            value={values.account ?? null}
            onChange={(account) => onChange({ ...values, account })}
          />
        );
      case "amount":
        return <MoneyInput value={value} onChange={set} unit={currency ?? baseCurrency()} />;
      case "expectedCloseDate":
        return <DateInput value={value} onChange={(event) => set(event.target.value)} />;
      case "nextFollowUpAt":
        return <DateTimeInput value={value} onChange={(event) => set(event.target.value)} />;
      case "wonReason":
        return <Select options={options(WON_REASON)} value={value || null} onChange={set} />;
      case "lostReason":
        return <Select options={options(LOST_REASON)} value={value || null} onChange={set} />;
      case "need":
      case "description":
        return <Textarea value={value} maxLength={10_000} onChange={(event) => set(event.target.value)} />;
      default:
        return <Input value={value} maxLength={300} onChange={(event) => set(event.target.value)} />;
    }
  }
  return (
    <Field label={texts[name] ?? field.label} required>
      {control()}
    </Field>
  );
}

type OwnProps = { spec: FieldSpec; value: FieldValue | undefined; onChange: (value: FieldValue) => void };

/** A field the organisation added, as a gate asks for it. */
export function OwnGateField({ spec, value, onChange }: OwnProps) {
  const given = value ?? (spec.kind === "check" ? false : "");
  const change = (next: unknown) =>
    onChange(
      typeof next === "object" && next && "target" in next
        ? (next.target as HTMLInputElement).value
        : (next as FieldValue),
    );
  return (
    <Field label={spec.label} hint={spec.hint} required>
      <SpecControl
        spec={spec}
        field={{ name: spec.name, value: given, onChange: change, onBlur: () => {}, ref: () => {} }}
      />
    </Field>
  );
}
