import { organisationTimeZone } from "../session/formats";

/** The instant at which a day ends in the organisation's time zone. */
export function endOfDay(day: string): string {
  const guess = new Date(`${day}T24:00:00Z`).getTime();
  return new Date(guess - offsetAt(guess)).toISOString();
}

/** The instant a day begins there: the end of the one before. */
export function startOfDay(day: string): string {
  const before = new Date(`${day}T00:00:00Z`);
  before.setUTCDate(before.getUTCDate() - 1);
  return endOfDay(before.toISOString().slice(0, 10));
}

/** How far the organisation's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(time: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: organisationTimeZone(),
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(time);
  const of = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const local = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return local - Math.floor(time / 1000) * 1000;
}

/** So many months up to the end of a day, or up to now; to the hour, so that the same question has the same answer for a while. */
export function spanOf(months: number, day?: string): { since: string; until?: string; asOf?: string } {
  const hour = 3_600_000;
  const end = day ? new Date(endOfDay(day)) : new Date(Math.ceil(Date.now() / hour) * hour);
  const since = new Date(end);
  since.setUTCMonth(since.getUTCMonth() - months);
  return day
    ? { since: since.toISOString(), until: end.toISOString(), asOf: end.toISOString() }
    : { since: since.toISOString() };
}
