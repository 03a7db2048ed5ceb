import { useLingui } from "@lingui/react/macro";
import { AlarmClockIcon } from "lucide-react";
import { dateTime } from "../session/formats";
import { Badge, type Tone } from "../ui/Badge";
import { useLabel } from "../ui/useLabel";
import { WAITS_FOR } from "./labels";
import { leftOf } from "./span";
import { useNow } from "./useNow";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Props = {
  dueAt: string | null;
  waitsFor: string | null;
  /** Also says what is waited for. */
  named?: boolean;
  /** Also what is due only in days. */
  anyTime?: boolean;
};

/** How long a lead may still wait, running down; in a list only what is due within a day. */
export function WaitChip({ dueAt, ...rest }: Props) {
  return dueAt ? <Running due={new Date(dueAt).getTime()} {...rest} /> : null;
}

function Running({ due, waitsFor, named, anyTime }: Omit<Props, "dueAt"> & { due: number }) {
  const { t } = useLingui();
  const label = useLabel();
  const now = useNow(Math.abs(due - Date.now()) < HOUR + 60_000 ? 1000 : 30_000);
  const left = due - now;
  if (left > DAY && !anyTime) return null;
  const { text, unit } = leftOf(left);
  const span = unit === "clock" ? text : unit === "hour" ? t`${text} h` : t`${text} d`;
  const tone: Tone = left < 0 ? "bad" : left < HOUR ? "warn" : "plain";
  const what = label(WAITS_FOR, waitsFor);
  const until = dateTime(new Date(due).toISOString());
  const said = left < 0 ? t`${span} late` : t`${span} left`;
  return (
    <Badge tone={tone} title={t`${what}: until ${until}`} className="tnum">
      <AlarmClockIcon />
      {named ? `${what} · ${said}` : said}
    </Badge>
  );
}
