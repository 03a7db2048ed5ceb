import { useLingui } from "@lingui/react/macro";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { withTexts } from "../../session/messages";
import { useCan } from "../../session/viewer";
import { actOrTell } from "../../sync/act";
import type { MenuEntry } from "../../ui/Menu";
import { notify } from "../../ui/notify";
import type { Watched } from "./AlertForm";
import type { About } from "./about";
import { SendReportDocument } from "./sending.gen";

const SchedulesDialog = lazy(() =>
  withTexts(import("./SchedulesDialog")).then((module) => ({ default: module.SchedulesDialog })),
);
const AlertsDialog = lazy(() =>
  withTexts(import("./AlertsDialog")).then((module) => ({ default: module.AlertsDialog })),
);
const EmbedsDialog = lazy(() =>
  withTexts(import("./EmbedsDialog")).then((module) => ({ default: module.EmbedsDialog })),
);

type Given = {
  about: About | null;
  name: string;
  /** The numbers that can be watched; null where none can. */
  measures?: readonly Watched[] | null;
};

/** What can go out by itself of a report or a dashboard: the entries of its menu, and the dialogs they open. */
export function useSending({ about, name, measures }: Given): { entries: MenuEntry[]; dialogs: ReactNode } {
  const { t } = useLingui();
  const maySchedule = useCan("report_schedule.create");
  const mayEmbed = useCan("settings.admin");
  const [open, setOpen] = useState<"schedules" | "alerts" | "embeds" | null>(null);
  const close = () => setOpen(null);

  async function sendNow() {
    if (about && (await actOrTell(SendReportDocument, { input: about })).ok)
      notify({ title: t`“${name}” is on its way to you` });
  }
  const entries: MenuEntry[] = [];
  if (about) {
    entries.push({ label: t`Send it to me now`, onSelect: () => void sendNow() });
    if (maySchedule) entries.push({ label: t`Send regularly…`, onSelect: () => setOpen("schedules") });
    if (maySchedule && about.reportId && measures)
      entries.push({ label: t`Alerts…`, onSelect: () => setOpen("alerts") });
    if (mayEmbed && !about.ready) entries.push({ label: t`Embed…`, onSelect: () => setOpen("embeds") });
  }
  const dialogs = about && open && (
    <Suspense>
      {open === "schedules" && <SchedulesDialog about={about} name={name} onClose={close} />}
      {open === "alerts" && about.reportId && (
        <AlertsDialog reportId={about.reportId} name={name} measures={measures ?? []} onClose={close} />
      )}
      {open === "embeds" && <EmbedsDialog about={about} name={name} onClose={close} />}
    </Suspense>
  );
  return { entries, dialogs };
}
