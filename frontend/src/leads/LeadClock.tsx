import { useLingui } from "@lingui/react/macro";
import { HourglassIcon, ShieldCheckIcon } from "lucide-react";
import { date, dateTime } from "../session/formats";
import { Button } from "../ui/Button";
import type { LeadFactsFragment } from "./leads.gen";
import type { LeadVerbs } from "./useLeadVerbs";

const DAY = 86_400_000;
const SOON = 3;

/** When the lead goes back to its pool unless something happens, and what keeps it. */
export function LeadClock({ lead, verbs }: { lead: LeadFactsFragment; verbs: LeadVerbs }) {
  const { t } = useLingui();
  const { recycleDueAt, protectedUntil, pool, ownerSince } = lead;
  if (!recycleDueAt || !pool) return null;
  const left = new Date(recycleDueAt).getTime() - Date.now();
  const days = Math.max(0, Math.ceil(left / DAY));
  const isProtected = !!protectedUntil && new Date(protectedUntil).getTime() > Date.now();
  const converts =
    !!ownerSince &&
    new Date(recycleDueAt).getTime() === new Date(ownerSince).getTime() + (pool.noConversionDays ?? 0) * DAY;
  const text = () => {
    const until = date(protectedUntil);
    if (isProtected) return t`Protected until ${until}`;
    const { name } = pool;
    if (left <= 0) return t`Goes back to ${name} in a few minutes`;
    if (converts) return t`Not converted in ${days} d, it goes back to ${name}`;
    return t`Without follow-up in ${days} d, it goes back to ${name}`;
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
      <span
        title={dateTime(recycleDueAt)}
        className={
          isProtected
            ? "flex min-w-0 flex-1 items-center gap-1.5 text-good"
            : days <= SOON
              ? "flex min-w-0 flex-1 items-center gap-1.5 text-warn"
              : "flex min-w-0 flex-1 items-center gap-1.5 text-ink-2"
        }
      >
        {isProtected ? <ShieldCheckIcon className="size-4 shrink-0" /> : <HourglassIcon className="size-4 shrink-0" />}
        <span className="min-w-0">{text()}</span>
      </span>
      {lead.viewerCan.update &&
        (isProtected ? (
          <Button size="sm" busy={verbs.busy} onClick={() => verbs.unprotect()}>{t`End protection`}</Button>
        ) : (
          <Button size="sm" busy={verbs.busy} icon={<ShieldCheckIcon />} onClick={() => verbs.protect()}>
            {t`Protect`}
          </Button>
        ))}
    </div>
  );
}
