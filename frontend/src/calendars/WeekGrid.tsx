import { useLingui } from "@lingui/react/macro";
import { useWeekdays } from "./days";
import { MINUTES, minutes, type Week, written } from "./week";

const MARKS = [0, 6, 12, 18, 24];

/** The week as seven days from midnight to midnight, with what is worked filled. */
export function WeekGrid({ week }: { week: Week }) {
  const { t } = useLingui();
  const days = useWeekdays("short");
  return (
    <div className="max-w-2xl">
      <ul>
        {days.map((day, index) => {
          const hours = week[index] ?? [];
          return (
            <li key={day} className="flex h-8 items-center gap-3 text-sm">
              <span className="w-10 shrink-0 text-ink-2">{day}</span>
              <span aria-hidden className="relative hidden h-2.5 min-w-0 flex-1 rounded-full bg-hover sm:block">
                {hours.map(([from, to]) => (
                  <span
                    key={from}
                    className="absolute inset-y-0 rounded-full bg-accent"
                    style={{
                      left: `${(minutes(from) / MINUTES) * 100}%`,
                      width: `${((minutes(to) - minutes(from)) / MINUTES) * 100}%`,
                    }}
                  />
                ))}
              </span>
              <span className={`tnum min-w-0 sm:w-48 ${hours.length > 0 ? "" : "text-ink-3"}`}>
                {hours.length > 0 ? written(hours) : t`Not worked`}
              </span>
            </li>
          );
        })}
      </ul>
      <div aria-hidden className="hidden items-center gap-3 sm:flex">
        <span className="w-10 shrink-0" />
        <span className="tnum flex min-w-0 flex-1 justify-between text-2xs text-ink-3">
          {MARKS.map((hour) => (
            <span key={hour}>{hour}</span>
          ))}
        </span>
        <span className="w-48" />
      </div>
    </div>
  );
}
