import { useLingui } from "@lingui/react/macro";
import { number } from "../session/formats";

const HOUR = 60;
const DAY = 24 * HOUR;

/** Says how long a number of minutes is, in the greatest unit of which there are two. */
export function useMinutes() {
  const { t } = useLingui();
  return (minutes: number | null) => {
    if (minutes === null) return "—";
    const said = (unit: number) => number(Math.round(minutes / unit));
    if (minutes >= 2 * DAY) return t`${said(DAY)} d`;
    if (minutes >= 2 * HOUR) return t`${said(HOUR)} h`;
    return t`${said(1)} min`;
  };
}
