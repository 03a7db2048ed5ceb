import { dayEnds } from "../session/days";

/** So many months up to the end of a day, or up to now; to the hour, so that the same question has the same answer for a while. */
export function spanOf(months: number, day?: string): { since: string; until?: string; asOf?: string } {
  const hour = 3_600_000;
  const end = day ? new Date(dayEnds(day)) : new Date(Math.ceil(Date.now() / hour) * hour);
  const since = new Date(end);
  since.setUTCMonth(since.getUTCMonth() - months);
  return day
    ? { since: since.toISOString(), until: end.toISOString(), asOf: end.toISOString() }
    : { since: since.toISOString() };
}
