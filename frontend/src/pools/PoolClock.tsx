import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { HourglassIcon, LockIcon, ShieldCheckIcon } from "lucide-react";
import { date, dateTime } from "../session/formats";
import { Button } from "../ui/Button";

const DAY = 86_400_000;
const SOON = 3;

type Props = {
  recycleDueAt: string | null;
  protectedUntil: string | null;
  ownerSince: string | null;
  pool: { name: string; noConversionDays: number | null } | null;
  /** What it says when nothing came of it for too long; nothing where another rule runs out. */
  result: (days: number, pool: string) => string;
  /** What keeps it for now, whatever its clock says. */
  kept?: string | null;
  mayProtect: boolean;
  verbs: { busy: boolean; protect: () => void; unprotect: () => void };
};

/** When a record goes back to its pool unless something happens, and what keeps it. */
export function PoolClock({ recycleDueAt, protectedUntil, ownerSince, pool, result, kept, mayProtect, verbs }: Props) {
  const { t } = useLingui();
  if (!pool || !(recycleDueAt || kept)) return null;
  const due = recycleDueAt ? new Date(recycleDueAt).getTime() : Number.POSITIVE_INFINITY;
  const left = due - Date.now();
  const days = Math.max(0, Math.ceil(left / DAY));
  const isProtected = !!protectedUntil && new Date(protectedUntil).getTime() > Date.now();
  const fruitless = !!ownerSince && due === new Date(ownerSince).getTime() + (pool.noConversionDays ?? 0) * DAY;
  const text = () => {
    const until = date(protectedUntil);
    const { name } = pool;
    if (kept) return kept;
    if (isProtected) return t`Protected until ${until}`;
    if (left <= 0) return t`Goes back to ${name} in a few minutes`;
    if (fruitless) return result(days, name);
    return t`Without follow-up in ${days} d, it goes back to ${name}`;
  };
  const safe = isProtected || !!kept;
  const Icon = kept ? LockIcon : isProtected ? ShieldCheckIcon : HourglassIcon;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
      <span
        title={dateTime(recycleDueAt)}
        className={clsx(
          "flex min-w-0 flex-1 items-center gap-1.5",
          safe ? "text-good" : days <= SOON ? "text-warn" : "text-ink-2",
        )}
      >
        <Icon className="size-4 shrink-0" />
        <span className="min-w-0">{text()}</span>
      </span>
      {mayProtect &&
        (isProtected ? (
          <Button size="sm" busy={verbs.busy} onClick={() => verbs.unprotect()}>{t`End protection`}</Button>
        ) : (
          !kept && (
            <Button size="sm" busy={verbs.busy} icon={<ShieldCheckIcon />} onClick={() => verbs.protect()}>
              {t`Protect`}
            </Button>
          )
        ))}
    </div>
  );
}
