import { dayOf } from "../session/formats";
import { monthPlus, spanAround } from "../session/months";

export const PERIODS = ["MONTH", "NEXT_MONTH", "QUARTER", "NEXT_QUARTER"] as const;
export type Span = (typeof PERIODS)[number];

export const isSpan = (text: string | undefined): text is Span => PERIODS.some((one) => one === text);

/** Which months a choice means, seen from a day: the first day, how many, and the first day after them. */
export function monthsOf(span: Span, day = dayOf()): { first: string; months: number; after: string } {
  const key = span.endsWith("QUARTER") ? "quarter" : "month";
  const { from, months } = spanAround(day, key, span.startsWith("NEXT") ? 1 : 0);
  return { first: from, months, after: monthPlus(from, months) };
}
