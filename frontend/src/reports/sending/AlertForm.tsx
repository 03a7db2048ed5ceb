import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { number } from "../../session/formats";
import { act, newKey } from "../../sync/act";
import type { UserError } from "../../sync/problems";
import { Field } from "../../ui/Field";
import { FormDialog } from "../../ui/FormDialog";
import { Input } from "../../ui/Input";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { useLabel } from "../../ui/useLabel";
import {
  type AlertRowFragment,
  CreateReportAlertDocument,
  type CreateReportAlertMutationVariables,
  UpdateReportAlertDocument,
} from "./alerts.gen";
import { EVERY, TEST } from "./labels";

type Given = CreateReportAlertMutationVariables["input"];
export type Watched = { index: number; label: string; isPercent: boolean };
const PLACES = ["threshold", "measure", "name"];
type Props = { reportId: string; measures: readonly Watched[]; row?: AlertRowFragment; onClose: () => void };

/** Which number is watched, and when it is told. */
export function AlertForm({ reportId, measures, row, onClose }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const [measure, setMeasure] = useState(row?.measure ?? measures[0]?.index ?? 0);
  const [test, setTest] = useState<NonNullable<Given["test"]>>(row?.test ?? "ABOVE");
  const [every, setEvery] = useState<NonNullable<Given["every"]>>(row?.every ?? "HOURLY");
  const chosen = measures.find((one) => one.index === measure);
  // A share is kept as a part of 1, and said in percent.
  const inPercent = test === "CHANGE" || !!chosen?.isPercent;
  const scale = test !== "CHANGE" && chosen?.isPercent ? 100 : 1;
  const [threshold, setThreshold] = useState(row ? String(Number(row.threshold) * scale) : "");
  const [typed, setTyped] = useState(row?.name ?? "");
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const of = (field: string) => errors.find((one) => one.field.includes(field))?.message;
  const border = Number(threshold.replaceAll(",", ""));
  const isNumber = threshold.trim() !== "" && Number.isFinite(border);
  const proposed =
    `${chosen?.label ?? ""} ${label(TEST, test)} ${isNumber ? number(border) : ""}${inPercent ? "%" : ""}`.trim();
  const name = typed.trim() || proposed.slice(0, 80);

  async function send() {
    setBusy(true);
    const part = { name, measure, test, every, threshold: String(border / scale) };
    const outcome = row
      ? await act(UpdateReportAlertDocument, { input: { id: row.id, version: row.version ?? 0, ...part } })
      : await act(CreateReportAlertDocument, { input: { ...part, reportId, idempotencyKey: key } });
    setBusy(false);
    if (!outcome.ok) return setErrors(outcome.errors);
    notify({ title: t`“${name}” was saved` });
    onClose();
  }

  return (
    <FormDialog
      title={row ? t`Change the alert` : t`New alert`}
      description={t`You are told in Weir, and by mail where mail is set up: once, until the number has come back.`}
      ready={isNumber}
      busy={busy}
      errors={errors}
      places={PLACES}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Field
        label={t`Number to watch`}
        error={of("measure")}
        hint={t`Its total over the whole report, as you may see it.`}
      >
        <Select
          value={String(measure)}
          options={measures.map((one) => ({ value: String(one.index), label: one.label }))}
          onChange={(value) => setMeasure(Number(value))}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t`Is`}>
          <Select
            value={test}
            options={(["ABOVE", "BELOW", "CHANGE"] as const).map((value) => ({ value, label: label(TEST, value) }))}
            onChange={setTest}
          />
        </Field>
        <Field label={inPercent ? t`Border (%)` : t`Border`} required error={of("threshold")}>
          <Input inputMode="decimal" value={threshold} onChange={(event) => setThreshold(event.target.value)} />
        </Field>
      </div>
      <Field label={t`Looked at`}>
        <Select
          value={every}
          options={(["HOURLY", "DAILY"] as const).map((value) => ({ value, label: label(EVERY, value) }))}
          onChange={setEvery}
        />
      </Field>
      <Field label={t`Name`} error={of("name")}>
        <Input value={typed} maxLength={80} placeholder={proposed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
