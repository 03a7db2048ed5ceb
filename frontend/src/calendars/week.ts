/** The opening hours of one day as pairs of clock times, `["09:00", "18:00"]`. */
export type Hours = readonly (readonly [string, string])[];
/** Seven of them, Monday first. */
export type Week = readonly Hours[];

export const MINUTES = 24 * 60;
export const STANDARD: Week = [...Array.from({ length: 5 }, (): Hours => [["09:00", "18:00"]]), [], []];

/** Minutes since midnight. */
export function minutes(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return hour * 60 + minute;
}

export const length = (hours: Hours) => hours.reduce((sum, [from, to]) => sum + minutes(to) - minutes(from), 0);

/** A further period after the last one, an hour later, as long as the day lasts. */
export function another(hours: Hours): Hours {
  const last = hours.at(-1);
  if (!last) return [["09:00", "18:00"]];
  const from = Math.min(minutes(last[1]) + 60, MINUTES - 60);
  return [...hours, [clock(from), clock(Math.min(from + 240, MINUTES))]];
}

export function clock(of: number): string {
  return `${String(Math.floor(of / 60)).padStart(2, "0")}:${String(of % 60).padStart(2, "0")}`;
}

/** The time that was typed: 9, 930, 9:30 and 09:30 are times; anything else is none. */
export function typedClock(text: string): string | null {
  const found = /^(\d{1,2})[:：.]?(\d{2})?$/.exec(text.trim());
  const of = found ? Number(found[1]) * 60 + Number(found[2] ?? 0) : Number.NaN;
  return of <= MINUTES && Number(found?.[2] ?? 0) < 60 ? clock(of) : null;
}

/** 09:00–12:00, 13:00–18:00 */
export const written = (hours: Hours) => hours.map(([from, to]) => `${from}–${to}`).join(", ");

/** The weeks of a month as rows of seven, Monday first; days of other months are left empty. */
export function monthRows(year: number, month: number): (string | null)[][] {
  const first = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7;
  const count = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const cells = Array.from({ length: Math.ceil((first + count) / 7) * 7 }, (_, index) => {
    const day = index - first + 1;
    return day < 1 || day > count
      ? null
      : `${year}-${String(month + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  });
  return Array.from({ length: cells.length / 7 }, (_, row) => cells.slice(row * 7, row * 7 + 7));
}
