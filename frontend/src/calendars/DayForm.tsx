import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { act, actOrTell, newKey } from "../sync/act";
import { Button } from "../ui/Button";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import type { Calendar } from "./CalendarsSection";
import {
  type CalendarDayRowFragment,
  CreateCalendarDayDocument,
  UpdateCalendarDayDocument,
  VoidCalendarDayDocument,
} from "./calendars.gen";
import { HoursInput } from "./HoursInput";
import type { Hours } from "./week";

type Props = { calendar: Calendar; day?: string; known?: CalendarDayRowFragment; onClose: () => void };

/** What one day is: off, or worked instead of another. */
export function DayForm({ calendar, day, known, onClose }: Props) {
  const { t } = useLingui();
  const [key] = useState(newKey);
  const before = useMemo<Hours>(() => (known?.hours as Hours | undefined) ?? [], [known]);
  const [hours, setHours] = useState(before);
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "day", label: t`Day`, kind: "date", required: true },
      {
        name: "kind",
        label: t`What it is`,
        kind: "select",
        required: true,
        options: [
          { value: "DAY_OFF", label: t`Day off` },
          { value: "WORKDAY", label: t`Make-up workday` },
        ],
      },
      { name: "name", label: t`Name`, kind: "text", required: true, max: 100, wide: true },
    ],
    [t],
  );
  const record = useMemo(() => known ?? { day, kind: "DAY_OFF" }, [known, day]);
  return (
    <RecordForm
      kind="dialog"
      title={known ? t`Edit day` : t`New day`}
      fields={fields}
      record={record as Record<string, unknown>}
      known={!!known}
      touched={hours !== before}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = known
          ? await act(UpdateCalendarDayDocument, {
              input: { id: known.id, version: known.version, ...input, hours } as never,
            })
          : await act(CreateCalendarDayDocument, {
              input: { ...input, hours, calendarId: calendar.id, idempotencyKey: key } as never,
            });
        return outcome.ok ? null : outcome.errors;
      }}
      beside={(values) =>
        values.kind === "WORKDAY" && (
          <div className="flex flex-col gap-1.5 sm:col-span-2">
            <p className="text-ink-2 text-sm">{t`Without hours of its own it is worked like the first workday of the week.`}</p>
            <HoursInput label={t`Hours of this day`} hours={hours} onChange={setHours} />
          </div>
        )
      }
    >
      {known && (
        <Button
          look="ghost"
          className="justify-self-start text-danger sm:col-span-2"
          onClick={async () => {
            const input = { id: known.id, version: known.version };
            if ((await actOrTell(VoidCalendarDayDocument, { input })).ok) onClose();
          }}
        >
          {t`Remove: as its weekday again`}
        </Button>
      )}
    </RecordForm>
  );
}
