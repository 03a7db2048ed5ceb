import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { act, newKey } from "../sync/act";
import type { UserError } from "../sync/problems";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { Select } from "../ui/Select";
import { SharingFields, useSharing } from "../views/SharingFields";
import { CreateDashboardDocument, UpdateDashboardDocument } from "./dashboards.gen";
import type { SavedDashboard } from "./tiles";

const MINUTES = [0, 1, 5, 15, 60];

/** Names a dashboard, says how often it asks again, and who may open it; without one it makes a new one. */
export function DashboardDialog({ dashboard, onClose }: { dashboard?: SavedDashboard; onClose: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [name, setName] = useState(dashboard?.name ?? "");
  const [minutes, setMinutes] = useState(dashboard?.refreshMinutes ?? 0);
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const sharing = useSharing(dashboard);

  async function send() {
    setBusy(true);
    const part = { name, refreshMinutes: minutes, ...sharing.input() };
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
    <Dialog
      open
      width="sm"
      onClose={onClose}
      title={dashboard ? t`Rename and share` : t`New dashboard`}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" busy={busy} disabled={!name.trim()} onClick={send}>
            {t`Save`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t`Name`} required error={errors.find((one) => one.field.includes("name"))?.message}>
          <Input value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        </Field>
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
        <SharingFields sharing={sharing} />
        {errors.length > 0 && (
          <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm">
            {errors.map((one) => one.message).join(" ")}
          </p>
        )}
      </div>
    </Dialog>
  );
}
