import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { actOrTell } from "../sync/act";
import { Button } from "../ui/Button";
import { notify } from "../ui/notify";
import type { Definition } from "./definition";
import { ReportDialog } from "./ReportDialog";
import type { SavedReport } from "./ReportRoom";
import { UpdateReportDocument } from "./reports.gen";
import { useOwn } from "./useOwn";

const route = getRouteApi("/reports/$reportId");

type Props = { name: string; definition: Definition; report?: SavedReport };

/** Keeps what was changed: in one's own report, or as a new one. */
export function SaveReport({ name, definition, report }: Props) {
  const { t } = useLingui();
  const navigate = route.useNavigate();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const own = useOwn(report);
  async function save() {
    if (!report || !own) return setAsking(true);
    setBusy(true);
    const outcome = await actOrTell(UpdateReportDocument, {
      input: { id: report.id, version: report.version, definition },
    });
    setBusy(false);
    if (!outcome.ok) return;
    notify({ title: t`“${name}” was saved` });
    void navigate({ search: (now) => ({ ...now, d: undefined }), replace: true });
  }
  return (
    <>
      <Button look="primary" busy={busy} onClick={save}>
        {own ? t`Save` : t`Save as…`}
      </Button>
      {asking && <ReportDialog name={name} definition={definition} onClose={() => setAsking(false)} />}
    </>
  );
}
