import { useLingui } from "@lingui/react/macro";
import { ArrowRightIcon } from "lucide-react";
import { dateTime } from "../session/formats";
import { Badge } from "../ui/Badge";
import type { DealPageQuery } from "./deals.gen";

type Visit = NonNullable<DealPageQuery["deal"]>["stageVisits"]["nodes"][number];
const DAY = 86_400_000;

/** The stages this deal went through and how long it stayed in each. */
export function StageHistory({ visits }: { visits: readonly Visit[] }) {
  const { t } = useLingui();
  if (visits.length === 0) return null;
  return (
    <section className="mb-4" aria-label={t`Stages`}>
      <ol className="flex flex-col divide-y divide-line">
        {visits.map((visit) => {
          const days = Math.floor(
            ((visit.exitedAt ? Date.parse(visit.exitedAt) : Date.now()) - Date.parse(visit.enteredAt)) / DAY,
          );
          return (
            <li key={visit.id} className="flex flex-wrap items-center gap-x-2 gap-y-1 py-2 text-sm">
              {visit.fromStage && (
                <>
                  <span className="text-ink-3">{visit.fromStage.name}</span>
                  <ArrowRightIcon className="size-3.5 text-ink-3" />
                </>
              )}
              <span className="font-medium">{visit.stage?.name ?? "—"}</span>
              {visit.isOverride && <Badge tone="warn">{t`Gate overridden`}</Badge>}
              {visit.isSkip && <Badge>{t`Skipped stages`}</Badge>}
              {visit.isUndo ? <Badge>{t`Undone`}</Badge> : visit.isBack && <Badge>{t`Moved back`}</Badge>}
              <span className="ml-auto text-ink-3 text-xs">
                {t`${days} d`} · {visit.actor?.name ?? t`System`} · {dateTime(visit.enteredAt)}
              </span>
              {visit.reason && <p className="w-full text-ink-2 text-xs">{visit.reason}</p>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
