import { useLingui } from "@lingui/react/macro";
import { weekdayName } from "../../session/formats";

export type When = { rhythm: string | null; weekdays: unknown; monthDay: number | null; at: string | null };

/** When something is sent, in words. */
export function useRhythmText() {
  const { t, i18n } = useLingui();
  return ({ rhythm, weekdays, monthDay, at }: When): string => {
    const time = at ?? "";
    if (rhythm === "DAILY") return t`Every day at ${time}`;
    const day = monthDay ?? 1;
    if (rhythm === "MONTHLY") return t`On day ${day} of every month at ${time}`;
    const names = ((weekdays ?? []) as number[]).map((one) => weekdayName(one));
    const days = new Intl.ListFormat(i18n.locale, { type: "conjunction" }).format(names);
    return t`${days} at ${time}`;
  };
}
