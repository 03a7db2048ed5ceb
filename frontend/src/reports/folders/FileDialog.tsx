import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { act } from "../../sync/act";
import type { UserError } from "../../sync/problems";
import { FormDialog } from "../../ui/FormDialog";
import { UpdateDashboardDocument } from "../dashboards.gen";
import { UpdateReportDocument } from "../reports.gen";
import { FolderField } from "./FolderField";
import type { Counts } from "./folders";

/** A report or a dashboard, as far as filing it goes. */
export type Filed = { id: string; version: number; name: string; folder: string | null };
type Props = { filed: Filed; isDashboard: boolean; counts: Counts; onDone: () => void; onClose: () => void };

/** Puts a report or a dashboard into another folder. */
export function FileDialog({ filed, isDashboard, counts, onDone, onClose }: Props) {
  const { t } = useLingui();
  const [folder, setFolder] = useState(filed.folder ?? "");
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const { name } = filed;

  async function send() {
    setBusy(true);
    const input = { id: filed.id, version: filed.version, folder: folder.trim() || null };
    const outcome = isDashboard
      ? await act(UpdateDashboardDocument, { input })
      : await act(UpdateReportDocument, { input });
    setBusy(false);
    if (!outcome.ok) return setErrors(outcome.errors);
    onDone();
    onClose();
  }

  return (
    <FormDialog
      title={t`Move “${name}”`}
      action={t({ message: "Move", context: "folder" })}
      busy={busy}
      errors={errors}
      places={["folder"]}
      onSend={send}
      onClose={onClose}
    >
      <FolderField
        counts={counts}
        value={folder}
        error={errors.find((one) => one.field.includes("folder"))?.message}
        onChange={setFolder}
      />
    </FormDialog>
  );
}
