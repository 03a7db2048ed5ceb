import { dayOf, organisationTimeZone } from "../session/formats";

/** The first instant of a calendar day in the organisation's time zone. */
export function dayStart(day: string, timeZone = organisationTimeZone()): string {
  const guess = Date.parse(`${day}T00:00:00Z`);
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(guess);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "00";
  const there = Date.parse(
    `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}Z`,
  );
  return new Date(guess - (there - guess)).toISOString();
}

/** The day after. */
export const nextDay = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The day before. */
export const dayBefore = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The last day before an instant: "before May 3, 0:00" is "on or before May 2". */
export const lastDayBefore = (instant: string) => dayOf(new Date(Date.parse(instant) - 1));
