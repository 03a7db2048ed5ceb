import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import type { Calendar } from "./CalendarsSection";
import { CreateWorkCalendarDocument, UpdateWorkCalendarDocument } from "./calendars.gen";
import { useWeekdays } from "./days";
import { HoursInput } from "./HoursInput";
import { STANDARD, type Week } from "./week";

/** A calendar's name and its weekly hours. */
export function CalendarForm({ calendar, onClose }: { calendar?: Calendar; onClose: () => void }) {
  const { t } = useLingui();
  const [key] = useState(newKey);
  const days = useWeekdays("long");
  const before = useMemo<Week>(() => (calendar?.hours as Week | undefined) ?? STANDARD, [calendar]);
  const [week, setWeek] = useState(before);
  const fields = useMemo<FieldSpec[]>(
    () => [{ name: "name", label: t`Name`, kind: "text", required: true, max: 100, wide: true }],
    [t],
  );
  return (
    <RecordForm
      title={calendar ? t`Edit calendar` : t`New calendar`}
      fields={fields}
      record={calendar}
      known={!!calendar}
      touched={week !== before}
      onClose={onClose}
      onSend={async (input) => {
        const hours = week as never;
        const outcome = calendar
          ? await act(UpdateWorkCalendarDocument, {
              input: { id: calendar.id, version: calendar.version, ...input, hours } as never,
            })
          : await act(CreateWorkCalendarDocument, { input: { ...input, hours, idempotencyKey: key } as never });
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`The calendar was saved` });
        return null;
      }}
    >
      <ul className="divide-y divide-line sm:col-span-2">
        {days.map((day, index) => (
          <li key={day} className="flex items-start gap-1.5 py-1.5 sm:gap-3">
            <span className="flex h-8 w-14 shrink-0 items-center sm:w-20 text-sm coarse:h-11">{day}</span>
            <HoursInput
              label={day}
              hours={week[index] ?? []}
              onChange={(hours) => setWeek(week.map((one, at) => (at === index ? hours : one)))}
            />
          </li>
        ))}
      </ul>
    </RecordForm>
  );
}
