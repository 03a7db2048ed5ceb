import { useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { dateTime } from "../../session/formats";
import { useCan, useViewer } from "../../session/viewer";
import { actOrTell } from "../../sync/act";
import { Badge } from "../../ui/Badge";
import type { MenuEntry } from "../../ui/Menu";
import { DIGEST } from "./about";
import { LineActions } from "./LineActions";
import { useReceiversOf } from "./receivers";
import { ScheduleForm } from "./ScheduleForm";
import {
  DeleteReportScheduleDocument,
  type ScheduleRowFragment,
  TakeOverReportScheduleDocument,
  UpdateReportScheduleDocument,
} from "./sending.gen";
import { useRhythmText } from "./useRhythmText";

const RunsDialog = lazy(() => import("./RunsDialog").then((module) => ({ default: module.RunsDialog })));

/** One schedule: what, when, to whom, whether it goes on, and what became of it. */
export function ScheduleLine({ row }: { row: ScheduleRowFragment }) {
  const { t, i18n } = useLingui();
  const { user } = useViewer();
  const runs = useCan("settings.admin");
  const rhythm = useRhythmText();
  const receivers = useReceiversOf()(row).map((one) => one.label);
  const [open, setOpen] = useState<"form" | "runs" | null>(null);
  const mine = row.owner?.id === user.id;
  if (row.toOwner && row.owner) receivers.unshift(mine ? t`me` : (row.owner.name ?? ""));
  const names = new Intl.ListFormat(i18n.locale, { type: "conjunction" }).format(receivers);
  const version = row.version ?? 0;
  const next = dateTime(row.nextAt);
  const out = row.optedOut ?? 0;
  const pause = () =>
    void actOrTell(UpdateReportScheduleDocument, { input: { id: row.id, version, isPaused: !row.isPaused } });

  function entries(): MenuEntry[] {
    const made: MenuEntry[] = [{ label: t`What was sent…`, onSelect: () => setOpen("runs") }];
    if (!mine && !runs) return made;
    made.push({ label: t`Change…`, onSelect: () => setOpen("form") });
    if (!row.stopped) made.push({ label: row.isPaused ? t`Resume` : t`Pause`, onSelect: pause });
    if (runs && !mine)
      made.push({
        label: t`Take over`,
        onSelect: () => void actOrTell(TakeOverReportScheduleDocument, { input: { id: row.id, version } }),
      });
    made.push(
      { kind: "separator" },
      {
        label: t`Delete`,
        danger: true,
        onSelect: () => void actOrTell(DeleteReportScheduleDocument, { input: { id: row.id, version } }),
      },
    );
    return made;
  }

  return (
    <li className="flex flex-col gap-2 py-2 text-sm">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <span className="truncate font-medium">{row.name}</span>
          {row.stopped && <Badge tone="bad">{t`Stopped: its maker has left`}</Badge>}
          {row.isPaused && <Badge>{t`Paused`}</Badge>}
        </p>
        <p className="text-ink-3 text-xs">
          {[
            row.report?.name ?? row.dashboard?.name ?? (row.ready === DIGEST ? row.team?.name : null),
            rhythm(row),
            mine ? null : row.owner?.name,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <p className="text-ink-3 text-xs">
          {t`To ${names}`}
          {out > 0 && ` · ${t`${out} unsubscribed`}`}
          {!row.isPaused && !row.stopped && ` · ${t`next ${next}`}`}
        </p>
      </div>
      <LineActions entries={entries()} />
      {open === "form" && <ScheduleForm about={{}} name={row.name ?? ""} row={row} onClose={() => setOpen(null)} />}
      <Suspense>{open === "runs" && <RunsDialog row={row} onClose={() => setOpen(null)} />}</Suspense>
    </li>
  );
}
