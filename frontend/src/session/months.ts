/** Months as YYYY-MM-DD of their first day. */
export function monthPlus(month: string, count: number): string {
  const [year = 0, of = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, of - 1 + count, 1)).toISOString().slice(0, 10);
}

export type SpanKey = "month" | "quarter" | "year";
export const SPANS: Record<SpanKey, number> = { month: 1, quarter: 3, year: 12 };

/** The month, quarter or calendar year a day is in, or so many periods before it (negative) or after. */
export function spanAround(day: string, key: SpanKey, shift = 0): { from: string; months: number } {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const months = SPANS[key];
  const first = Math.floor((month - 1) / months) * months;
  const from = new Date(Date.UTC(year, first + shift * months, 1)).toISOString().slice(0, 10);
  return { from, months };
}

/** "2026-11", "2026 Q4", "2026". */
export function spanName(from: string, months: number): string {
  const [year = "", month = "1"] = from.split("-");
  if (months === 12) return year;
  if (months === 3) return `${year} Q${Math.ceil(Number(month) / 3)}`;
  return `${year}-${month}`;
}
