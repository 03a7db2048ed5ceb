import { i18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { act } from "../../sync/act";
import type { UserError } from "../../sync/problems";
import { notify } from "../../ui/notify";
import { UpdateDashboardDocument } from "../dashboards.gen";
import { UpdateReportDocument } from "../reports.gen";
import { shown } from "./folders";

/** A report or a dashboard, as far as filing it goes. */
export type Filed = { id: string; version: number; name: string; folder: string | null; isDashboard: boolean };

/** Puts something into another folder, or in none, and offers the way back. Returns why it was not done. */
export async function fileInto(
  filed: Filed,
  folder: string | null,
  onDone: () => void,
): Promise<readonly UserError[] | null> {
  const done = await put(filed, folder);
  if (!done.ok) return done.errors;
  onDone();
  const place = shown(folder ?? "");
  notify({
    title: folder ? i18n._(msg`Moved to “${place}”`) : i18n._(msg`Taken out of its folder`),
    undo: { label: i18n._(msg`Undo`), run: () => void takeBack({ ...filed, version: done.version }, onDone) },
  });
  return null;
}

async function takeBack(filed: Filed, onDone: () => void) {
  const done = await put(filed, filed.folder);
  if (done.ok) onDone();
  else tellAll(done.errors);
}

/** Tells every refusal in passing. */
export function tellAll(errors: readonly UserError[]) {
  for (const one of errors) notify({ title: one.message, tone: "bad" });
}

type Done = { ok: true; version: number } | { ok: false; errors: readonly UserError[] };

async function put({ id, version, isDashboard }: Filed, folder: string | null): Promise<Done> {
  const input = { id, version, folder };
  if (isDashboard) {
    const outcome = await act(UpdateDashboardDocument, { input });
    return outcome.ok ? { ok: true, version: outcome.payload.dashboard?.version ?? version } : outcome;
  }
  const outcome = await act(UpdateReportDocument, { input });
  return outcome.ok ? { ok: true, version: outcome.payload.report?.version ?? version } : outcome;
}
