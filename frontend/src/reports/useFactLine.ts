import { useLingui } from "@lingui/react/macro";
import { dateTime, number } from "../session/formats";
import type { Figures } from "./result";

/** What goes with figures wherever they are shown: of how many records, when, in which zone and currency. */
export function useFactLine() {
  const { t } = useLingui();
  return (figures: Figures) => {
    const records = number(figures.considered);
    return `${t`${records} records`} · ${t`as of ${dateTime(figures.asOf)}`} · ${figures.timeZone} · ${figures.currency}`;
  };
}
