import { Trans, useLingui } from "@lingui/react/macro";
import { CalendarClockIcon, ChevronLeftIcon, ChevronRightIcon, PencilIcon, PlusIcon, XIcon } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useQuery } from "urql";
import { dayOf } from "../session/formats";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import {
  CalendarsDocument,
  type CalendarsQuery,
  InstallCalendarYearDocument,
  UseCalendarDocument,
  VoidWorkCalendarDocument,
} from "./calendars.gen";
import { LeaveList } from "./LeaveList";
import { WeekGrid } from "./WeekGrid";
import type { Week } from "./week";
import { YearView } from "./YearView";

const CalendarForm = lazy(() => import("./CalendarForm").then((module) => ({ default: module.CalendarForm })));
const DayForm = lazy(() => import("./DayForm").then((module) => ({ default: module.DayForm })));

export type Calendar = CalendarsQuery["workCalendars"]["nodes"][number];
type Open = { kind: "calendar"; calendar?: Calendar } | { kind: "day"; calendar: Calendar; day?: string };

/** When work is done: weekly hours, holidays and make-up days, and who is away. */
export function CalendarsSection() {
  const { t } = useLingui();
  const canEdit = useCan("work_calendar.update");
  const [year, setYear] = useState(() => Number(dayOf().slice(0, 4)));
  const span = useMemo(() => ({ from: `${year}-01-01`, to: `${year}-12-31` }), [year]);
  const [{ data, error }, again] = useQuery({ query: CalendarsDocument, variables: span });
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  if (error && !data)
    return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (!data) return <SkeletonRows />;
  const calendars = data.workCalendars.nodes;
  const organisation = data.currentOrganisation;
  const add = canEdit && (
    <Button look="primary" icon={<PlusIcon />} onClick={() => setOpen({ kind: "calendar" })}>
      <Trans>New calendar</Trans>
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-ink-2 text-sm">
          {t`The hours, holidays and make-up days by which work is done.`}
        </p>
        {calendars.length > 0 && add}
      </div>
      {calendars.length === 0 && (
        <EmptyState icon={<CalendarClockIcon />} title={t`There is no calendar yet`} action={add}>
          {t`Without one, all time is working time.`}
        </EmptyState>
      )}
      {calendars.map((calendar) => (
        <CalendarCard
          key={calendar.id}
          calendar={calendar}
          year={year}
          onYear={setYear}
          isDefault={organisation?.calendar?.id === calendar.id}
          canEdit={canEdit}
          onUse={() =>
            organisation &&
            actOrTell(UseCalendarDocument, {
              input: { id: organisation.id, version: organisation.version, calendarId: calendar.id },
            })
          }
          onOpen={setOpen}
        />
      ))}
      <LeaveList />
      <Suspense>
        {open?.kind === "calendar" && <CalendarForm calendar={open.calendar} onClose={close} />}
        {open?.kind === "day" && (
          <DayForm
            calendar={open.calendar}
            day={open.day}
            known={open.calendar.days.nodes.find((one) => one.day === open.day)}
            onClose={close}
          />
        )}
      </Suspense>
    </div>
  );
}

type CardProps = {
  calendar: Calendar;
  year: number;
  onYear: (year: number) => void;
  isDefault: boolean;
  canEdit: boolean;
  onUse: () => void;
  onOpen: (open: Open) => void;
};

function CalendarCard({ calendar, year, onYear, isDefault, canEdit, onUse, onOpen }: CardProps) {
  const { t } = useLingui();
  const week = calendar.hours as Week;
  return (
    <Section
      title={
        <span className="flex items-center gap-2">
          {calendar.name} {isDefault && <Badge tone="accent">{t`Used unless a team has its own`}</Badge>}
        </span>
      }
      actions={
        canEdit && (
          <>
            {!isDefault && (
              <>
                <Button size="sm" onClick={onUse}>
                  <Trans>Use for everybody</Trans>
                </Button>
                <IconButton
                  label={`${t`Remove`}: ${calendar.name}`}
                  icon={<XIcon />}
                  onClick={() =>
                    actOrTell(VoidWorkCalendarDocument, { input: { id: calendar.id, version: calendar.version } })
                  }
                />
              </>
            )}
            <IconButton
              label={`${t`Edit`}: ${calendar.name}`}
              icon={<PencilIcon />}
              onClick={() => onOpen({ kind: "calendar", calendar })}
            />
          </>
        )
      }
    >
      <WeekGrid week={week} />
      <div className="mt-4 mb-2 flex flex-wrap items-center gap-2">
        <IconButton label={t`Year before`} icon={<ChevronLeftIcon />} onClick={() => onYear(year - 1)} />
        <h3 className="tnum font-medium text-sm" aria-live="polite">
          {year}
        </h3>
        <IconButton label={t`Year after`} icon={<ChevronRightIcon />} onClick={() => onYear(year + 1)} />
        <span className="flex-1" />
        {canEdit && (
          <>
            <Button
              size="sm"
              onClick={async () => {
                const outcome = await actOrTell(InstallCalendarYearDocument, { input: { id: calendar.id, year } });
                if (outcome.ok) notify({ title: t`The official holidays of ${year} were entered` });
              }}
            >
              <Trans>Enter China's official holidays</Trans>
            </Button>
            <Button size="sm" icon={<PlusIcon />} onClick={() => onOpen({ kind: "day", calendar })}>
              <Trans>Day</Trans>
            </Button>
          </>
        )}
      </div>
      <YearView
        year={year}
        week={week}
        days={calendar.days.nodes}
        onDay={canEdit ? (day) => onOpen({ kind: "day", calendar, day }) : undefined}
      />
    </Section>
  );
}
