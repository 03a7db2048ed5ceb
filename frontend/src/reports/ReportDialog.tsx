import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { act, newKey } from "../sync/act";
import type { UserError } from "../sync/problems";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { notify } from "../ui/notify";
import { NamedDialog } from "../views/NamedDialog";
import { useSharing } from "../views/SharingFields";
import type { Definition } from "./definition";
import { FolderField } from "./folders/FolderField";
import { useFolders } from "./folders/useFolders";
import type { SavedReport } from "./ReportRoom";
import { CreateReportDocument, UpdateReportDocument } from "./reports.gen";

type Props = {
  name: string;
  definition: Definition;
  /** The report to rename, file and share; a new one is made without it. */
  report?: SavedReport;
  onClose: () => void;
};

/** Names a report, puts it into a folder, and says who may open it. */
export function ReportDialog({ name: start, definition, report, onClose }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [name, setName] = useState(start);
  const [description, setDescription] = useState(report?.description ?? "");
  const [folder, setFolder] = useState(report?.folder ?? "");
  const { counts } = useFolders();
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const sharing = useSharing(report);
  const of = (field: string) => errors.find((one) => one.field.includes(field))?.message;

  async function send() {
    setBusy(true);
    const texts = { name, description: description.trim() || null, folder: folder.trim() || null };
    const outcome = report
      ? await act(UpdateReportDocument, {
          input: { id: report.id, version: report.version, ...texts, ...sharing.input() },
        })
      : await act(CreateReportDocument, { input: { definition, idempotencyKey: key, ...texts, ...sharing.input() } });
    setBusy(false);
    if (!outcome.ok) return setErrors(outcome.errors);
    notify({ title: t`“${name}” was saved` });
    onClose();
    const made = outcome.payload.report;
    if (!report && made) void navigate({ to: "/reports/$reportId", params: { reportId: made.id } });
  }

  return (
    <NamedDialog
      title={report ? t`Rename and share` : t`Save as a new report`}
      name={name}
      onName={setName}
      sharing={sharing}
      busy={busy}
      errors={errors}
      places={["description", "folder"]}
      onSend={send}
      onClose={onClose}
    >
      <Field label={t`What it answers`} error={of("description")}>
        <Input value={description} maxLength={300} onChange={(event) => setDescription(event.target.value)} />
      </Field>
      <FolderField counts={counts} value={folder} error={of("folder")} onChange={setFolder} />
    </NamedDialog>
  );
}
