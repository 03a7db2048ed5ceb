import { dayOf } from "../session/formats";

export const PERIODS = ["MONTH", "NEXT_MONTH", "QUARTER", "NEXT_QUARTER"] as const;
export type Span = (typeof PERIODS)[number];

export const isSpan = (text: string | undefined): text is Span => PERIODS.some((one) => one === text);

/** The first day of the month so many months after that of `day`. */
export function monthFrom(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, "0")}-01`;
}

/** Which months a choice means, seen from a day: the first day, how many, and the first day after them. */
export function monthsOf(span: Span, day = dayOf()): { first: string; months: number; after: string } {
  const isQuarter = span.endsWith("QUARTER");
  const months = isQuarter ? 3 : 1;
  const back = isQuarter ? (Number(day.slice(5, 7)) - 1) % 3 : 0;
  const first = monthFrom(day, (span.startsWith("NEXT") ? months : 0) - back);
  return { first, months, after: monthFrom(first, months) };
}
