import { tzOffset } from "@date-fns/tz/tzOffset";
import { dayOf, organisationTimeZone } from "./formats";

const MINUTE = 60_000;
const DAY = 86_400_000;

const clockOf = (at: number, timeZone: string) => at + tzOffset(timeZone, new Date(at)) * MINUTE;

/** Whether this browser's clock shows what the clocks of a time zone show, now and in half a year. */
export const isOwnTime = (timeZone: string) =>
  [Date.now(), Date.now() + 182 * DAY].every(
    (at) => tzOffset(timeZone, new Date(at)) === -new Date(at).getTimezoneOffset(),
  );

/** What the clocks of the organisation show at an instant: "2026-05-02T15:00", the value of a field for date and time. */
export function clockAt(instant: string, timeZone = organisationTimeZone()): string {
  return new Date(clockOf(Date.parse(instant), timeZone)).toISOString().slice(0, 16);
}

/**
 * The instant at which the clocks of the organisation show a time ("2026-05-02T15:00"). Where they show it twice, the first; where they
 * skip it, as if they had not been put forward yet.
 */
export function instantAt(clock: string, timeZone = organisationTimeZone()): string {
  const shown = Date.parse(`${clock}Z`);
  const withOffsetOf = (day: number) => shown - tzOffset(timeZone, new Date(day)) * MINUTE;
  const before = withOffsetOf(shown - DAY);
  const after = withOffsetOf(shown + DAY);
  const isAfter = clockOf(before, timeZone) !== shown && clockOf(after, timeZone) === shown;
  return new Date(isAfter ? after : before).toISOString();
}

/** The instant at which a day (YYYY-MM-DD) of the organisation begins. */
export const dayBegins = (day: string, timeZone = organisationTimeZone()) => instantAt(`${day}T00:00`, timeZone);

/** The instant at which it ends: the day after begins. */
export const dayEnds = (day: string, timeZone = organisationTimeZone()) => dayBegins(dayAfter(day), timeZone);

const daysFrom = (day: string, count: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);

export const dayAfter = (day: string) => daysFrom(day, 1);
export const dayBefore = (day: string) => daysFrom(day, -1);

/** The last day before an instant: "before May 3, 0:00" is "on or before May 2". */
export const lastDayBefore = (instant: string) => dayOf(new Date(Date.parse(instant) - 1));
