import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { date, dayOf } from "../session/formats";
import { Dot } from "../ui/Badge";
import type { CalendarDayRowFragment } from "./calendars.gen";
import { monthName, useWeekdays } from "./days";
import { monthRows, type Week } from "./week";

type Props = {
  year: number;
  week: Week;
  days: readonly CalendarDayRowFragment[];
  /** Opens a day that differs, or one that may come to. */
  onDay?: (day: string) => void;
};

/** A year at a glance, and the days that differ from their weekday one by one. */
export function YearView({ year, week, days, onDay }: Props) {
  const { t } = useLingui();
  const known = new Map(days.map((one) => [one.day ?? "", one]));
  return (
    <div className="flex flex-col gap-3">
      <div aria-hidden className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 xl:grid-cols-4">
        {Array.from({ length: 12 }, (_, month) => (
          <Month key={monthName(month)} year={year} month={month} week={week} known={known} onDay={onDay} />
        ))}
      </div>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-2 text-xs">
        <span className="flex items-center gap-1.5">
          <Dot tone="bad" /> {t`Day off`}
        </span>
        <span className="flex items-center gap-1.5">
          <Dot tone="good" /> {t`Make-up workday`}
        </span>
      </p>
      {days.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {days.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                disabled={!onDay}
                onClick={() => onDay?.(one.day ?? "")}
                className="flex h-7 items-center gap-1.5 rounded-md border border-line px-2 text-xs enabled:hover:bg-hover coarse:h-11 coarse:text-sm"
              >
                <Dot tone={one.kind === "DAY_OFF" ? "bad" : "good"} />
                <span className="sr-only">{one.kind === "DAY_OFF" ? t`Day off` : t`Make-up workday`}</span>
                <span className="tnum">{date(one.day)}</span>
                <span className="text-ink-2">{one.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type MonthProps = Omit<Props, "days"> & { month: number; known: ReadonlyMap<string, CalendarDayRowFragment> };

function Month({ year, month, week, known, onDay }: MonthProps) {
  const names = useWeekdays("narrow");
  const today = dayOf();
  return (
    <div className="min-w-0">
      <p className="mb-1 font-medium text-xs">{monthName(month)}</p>
      <div className="grid grid-cols-7 text-center text-2xs text-ink-3">
        {names.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: weekdays have no other identity; two may share a letter
          <span key={index}>{name}</span>
        ))}
        {monthRows(year, month)
          .flat()
          .map((day, index) => {
            // biome-ignore lint/suspicious/noArrayIndexKey: an empty place is nothing but its place
            if (!day) return <span key={index} />;
            const differing = known.get(day)?.kind;
            const worked = (week[index % 7]?.length ?? 0) > 0;
            return (
              <button
                key={day}
                type="button"
                tabIndex={-1}
                disabled={!onDay}
                title={known.get(day)?.name ?? undefined}
                onClick={() => onDay?.(day)}
                className={clsx(
                  "tnum mx-auto grid size-6 place-items-center rounded-md text-xs enabled:hover:outline enabled:hover:outline-line-strong",
                  differing === "DAY_OFF"
                    ? "bg-danger-soft font-medium text-danger"
                    : differing === "WORKDAY"
                      ? "bg-good-soft font-medium text-good"
                      : worked
                        ? "text-ink"
                        : "text-ink-3",
                  day === today && "ring-1 ring-accent",
                )}
              >
                {Number(day.slice(8))}
              </button>
            );
          })}
      </div>
    </div>
  );
}
