import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { act, newKey } from "../sync/act";
import type { UserError } from "../sync/problems";
import { Field } from "../ui/Field";
import { Select } from "../ui/Select";
import { NamedDialog } from "../views/NamedDialog";
import { useSharing } from "../views/SharingFields";
import { CreateDashboardDocument, UpdateDashboardDocument } from "./dashboards.gen";
import { FolderField } from "./folders/FolderField";
import { useFolders } from "./folders/useFolders";
import type { SavedDashboard } from "./tiles";

const MINUTES = [0, 1, 5, 15, 60];
type Props = {
  dashboard?: SavedDashboard;
  /** Where a new one is filed. */
  folder?: string;
  onClose: () => void;
};

/** Names a dashboard, says how often it asks again, and who may open it; without one it makes a new one. */
export function DashboardDialog({ dashboard, folder: start = "", onClose }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [name, setName] = useState(dashboard?.name ?? "");
  const [folder, setFolder] = useState(dashboard?.folder ?? start);
  const { counts } = useFolders();
  const [minutes, setMinutes] = useState(dashboard?.refreshMinutes ?? 0);
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const sharing = useSharing(dashboard);

  async function send() {
    setBusy(true);
    const part = { name, folder: folder.trim() || null, refreshMinutes: minutes, ...sharing.input() };
    const outcome = dashboard
      ? await act(UpdateDashboardDocument, { input: { id: dashboard.id, version: dashboard.version, ...part } })
      : await act(CreateDashboardDocument, { input: { layout: { tiles: [] }, idempotencyKey: key, ...part } });
    setBusy(false);
    if (!outcome.ok) return setErrors(outcome.errors);
    onClose();
    const made = outcome.payload.dashboard;
    if (!dashboard && made)
      void navigate({ to: "/dashboards/$dashboardId", params: { dashboardId: made.id }, search: { edit: "1" } });
  }

  return (
    <NamedDialog
      title={dashboard ? t`Rename and share` : t`New dashboard`}
      name={name}
      onName={setName}
      sharing={sharing}
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
      <Field label={t`Asks again`}>
        <Select
          value={String(minutes)}
          options={MINUTES.map((one) => ({
            value: String(one),
            label: one === 0 ? t`never by itself` : t`every ${one} min`,
          }))}
          onChange={(value) => setMinutes(Number(value))}
        />
      </Field>
    </NamedDialog>
  );
}
