/** A span of minutes in the largest unit that shows it whole; working time is not told in days, which would be of 24 hours. */
export function spanOf(minutes: number, working: boolean | null): { count: number; unit: "minute" | "hour" | "day" } {
  if (minutes % 1440 === 0 && !working) return { count: minutes / 1440, unit: "day" };
  if (minutes % 60 === 0) return { count: minutes / 60, unit: "hour" };
  return { count: minutes, unit: "minute" };
}

export const MINUTES = { minute: 1, hour: 60, day: 1440 } as const;

/** A span in words of the language, such as "24 hours". */
export function inWords(minutes: number, working: boolean | null, locale: string): string {
  const { count, unit } = spanOf(minutes, working);
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 }).format(
    count,
  );
}

/** What is left (or has passed, below zero), as short as a chip wants it: `04:32`, `3 h`, `2 d`. */
export function leftOf(milliseconds: number): { text: string; unit: "clock" | "hour" | "day" } {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  if (seconds < 3600) {
    const two = (value: number) => String(value).padStart(2, "0");
    return { text: `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`, unit: "clock" };
  }
  if (seconds < 86_400) return { text: String(Math.floor(seconds / 3600)), unit: "hour" };
  return { text: String(Math.floor(seconds / 86_400)), unit: "day" };
}
