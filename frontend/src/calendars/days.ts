import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { currentLocale } from "../session/settings";

// The first of January 2024 was a Monday.
const monday = (day: number) => new Date(Date.UTC(2024, 0, 1 + day));

/** The names of the weekdays, Monday first. */
export function useWeekdays(style: "short" | "narrow" | "long"): string[] {
  const { i18n } = useLingui();
  const { locale } = i18n;
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, { weekday: style, timeZone: "UTC" });
    return Array.from({ length: 7 }, (_, day) => format.format(monday(day)));
  }, [style, locale]);
}

export const monthName = (month: number) =>
  new Intl.DateTimeFormat(currentLocale(), { month: "long", timeZone: "UTC" }).format(
    new Date(Date.UTC(2024, month, 1)),
  );
