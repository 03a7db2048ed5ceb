import { useLingui } from "@lingui/react/macro";

export type When = { rhythm: string | null; weekdays: unknown; monthDay: number | null; at: string | null };

/** A Monday, to name weekdays by. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** The name of a weekday, 1 (Monday) to 7. */
export function weekdayName(day: number, locale: string, style: "short" | "long" = "short"): string {
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: "UTC" }).format(MONDAY + (day - 1) * DAY);
}

/** When something is sent, in words. */
export function useRhythmText() {
  const { t, i18n } = useLingui();
  return ({ rhythm, weekdays, monthDay, at }: When): string => {
    const time = at ?? "";
    if (rhythm === "DAILY") return t`Every day at ${time}`;
    const day = monthDay ?? 1;
    if (rhythm === "MONTHLY") return t`On day ${day} of every month at ${time}`;
    const names = ((weekdays ?? []) as number[]).map((one) => weekdayName(one, i18n.locale));
    const days = new Intl.ListFormat(i18n.locale, { type: "conjunction" }).format(names);
    return t`${days} at ${time}`;
  };
}
