import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { weekdayName } from "../../session/formats";
import { act, newKey } from "../../sync/act";
import type { UserError } from "../../sync/problems";
import { Checkbox } from "../../ui/Checkbox";
import type { Choice } from "../../ui/Combobox";
import { Field } from "../../ui/Field";
import { FormDialog } from "../../ui/FormDialog";
import { Input } from "../../ui/Input";
import { notify } from "../../ui/notify";
import { Pick } from "../../ui/Pick";
import { Segmented } from "../../ui/Toggle";
import { Receivers } from "../../views/SharingFields";
import type { About } from "./about";
import { receiversInput, useFindMailReceivers, useReceiversOf } from "./receivers";
import {
  CreateReportScheduleDocument,
  type CreateReportScheduleMutationVariables,
  type ScheduleRowFragment,
  UpdateReportScheduleDocument,
} from "./sending.gen";

type Given = CreateReportScheduleMutationVariables["input"];
type Rhythm = NonNullable<Given["rhythm"]>;
type Props = {
  about: About;
  name: string;
  /** The schedule to change; a new one is made without it. */
  row?: ScheduleRowFragment;
  /** Who is proposed for a new one. */
  proposed?: readonly Choice[];
  onClose: () => void;
};
const DAYS = [1, 2, 3, 4, 5, 6, 7];
const PLACES = ["name", "at", "monthDay", "weekdays", "userIds", "roles"];

/** When something is sent, and to whom. */
export function ScheduleForm({ about, name: start, row, proposed = [], onClose }: Props) {
  const { t } = useLingui();
  const find = useFindMailReceivers();
  const receiversOf = useReceiversOf();
  const [name, setName] = useState(row?.name ?? start);
  const [rhythm, setRhythm] = useState<Rhythm>(row?.rhythm ?? "WEEKLY");
  const [weekdays, setWeekdays] = useState<readonly number[]>((row?.weekdays as number[] | undefined) ?? [1]);
  const [monthDay, setMonthDay] = useState(String(row?.monthDay ?? 1));
  const [at, setAt] = useState(row?.at ?? "08:30");
  const [receivers, setReceivers] = useState<readonly Choice[]>(() => (row ? receiversOf(row) : proposed));
  const [toOwner, setToOwner] = useState(row?.toOwner ?? true);
  const [withFile, setWithFile] = useState(row?.withFile ?? true);
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const of = (...fields: string[]) => errors.find((one) => fields.some((field) => one.field.includes(field)))?.message;

  async function send() {
    setBusy(true);
    const part = {
      ...{ name, rhythm, at, toOwner, withFile, weekdays: [...weekdays], monthDay: Number(monthDay) || 0 },
      ...receiversInput(receivers),
    } as Given;
    const outcome = row
      ? await act(UpdateReportScheduleDocument, { input: { id: row.id, version: row.version ?? 0, ...part } })
      : await act(CreateReportScheduleDocument, { input: { ...part, ...about, idempotencyKey: key } });
    setBusy(false);
    if (!outcome.ok) return setErrors(outcome.errors);
    notify({ title: t`“${name}” was saved` });
    onClose();
  }
  const turn = (day: number, on: boolean) =>
    setWeekdays((now) => (on ? [...now, day].sort() : now.filter((one) => one !== day)));

  return (
    <FormDialog
      title={row ? t`Change the schedule` : t`Send regularly`}
      ready={!!name.trim()}
      busy={busy}
      errors={errors}
      places={PLACES}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Field label={t`Subject of the mail`} required error={of("name")}>
        <Input value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      </Field>
      <Segmented
        label={t`How often`}
        value={rhythm}
        options={[
          { value: "DAILY", label: t`Daily` },
          { value: "WEEKLY", label: t`Weekly` },
          { value: "MONTHLY", label: t`Monthly` },
        ]}
        onChange={setRhythm}
      />
      {rhythm === "WEEKLY" && (
        <fieldset className="flex flex-wrap gap-x-4">
          <legend className="sr-only">{t`Weekdays`}</legend>
          {DAYS.map((day) => (
            <Checkbox key={day} checked={weekdays.includes(day)} onChange={(on) => turn(day, on)}>
              {weekdayName(day)}
            </Checkbox>
          ))}
          {of("weekdays") && (
            <p role="alert" className="w-full text-danger text-xs">
              {of("weekdays")}
            </p>
          )}
        </fieldset>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        {rhythm === "MONTHLY" && (
          <Field label={t`Day of the month`} error={of("monthDay")} hint={t`31 is the last day of every month.`}>
            <Input inputMode="numeric" value={monthDay} onChange={(event) => setMonthDay(event.target.value)} />
          </Field>
        )}
        <Field label={t`Time of day`} error={of("at")} hint={t`In the time zone of the organisation.`}>
          <Input type="time" value={at} onChange={(event) => setAt(event.target.value)} />
        </Field>
      </div>
      <Field
        label={t`Send to`}
        error={of("userIds", "roles")}
        hint={t`Each gets what they may see themselves; who may not open it gets nothing.`}
      >
        <Pick
          value={null}
          find={find}
          placeholder={t`Name of a person, team or role`}
          onChange={(one) =>
            one && setReceivers((now) => (now.some((old) => old.value === one.value) ? now : [...now, one]))
          }
        />
      </Field>
      <Receivers
        label={t`Receivers`}
        receivers={receivers}
        onRemove={(one) => setReceivers((now) => now.filter((other) => other !== one))}
      />
      <div>
        <Checkbox checked={toOwner} onChange={setToOwner}>
          {t`Also to me`}
        </Checkbox>
        <Checkbox checked={withFile} onChange={setWithFile}>
          {t`Enclose an XLSX for who may export`}
        </Checkbox>
      </div>
    </FormDialog>
  );
}
