import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { EllipsisIcon } from "lucide-react";
import { type RefObject, useMemo, useState } from "react";
import type { Drawing } from "../charts/engine";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Menu, type MenuEntry } from "../ui/Menu";
import { alike } from "../views/definition";
import { useFiling } from "./asking/useFiling";
import type { Definition } from "./definition";
import { saveDrawing } from "./handing";
import { ReportDialog } from "./ReportDialog";
import type { SavedReport } from "./ReportRoom";
import { DeleteReportDocument } from "./reports.gen";
import type { Figures } from "./result";
import { useSending } from "./sending/useSending";
import { watchedOf } from "./sending/watched";
import { useFactLine } from "./useFactLine";
import { useOwn } from "./useOwn";
import { VersionsDialog } from "./VersionsDialog";

type Props = {
  name: string;
  definition: Definition;
  report?: SavedReport;
  /** The key of one that comes with Weir. */
  ready?: string;
  figures: Figures | null;
  drawing: RefObject<Drawing | null>;
};

/** What else can be done with a report: files, sharing, earlier versions, deleting. */
export function ReportMenu({ name, definition, report, ready, figures, drawing }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const mayExport = useCan(`${definition.source}.export`);
  const [dialog, setDialog] = useState<"share" | "copy" | "versions" | "delete" | null>(null);
  const filing = useFiling(name, definition);
  const factLine = useFactLine();
  const own = useOwn(report);
  const about = useMemo(() => (report ? { reportId: report.id } : ready ? { ready } : null), [report, ready]);
  // What is watched is what was saved.
  const isSaved = !!report && alike(report.definition, definition);
  const sending = useSending({ about, name, measures: isSaved ? watchedOf(definition, figures) : null });

  async function remove() {
    if (!report) return;
    const outcome = await actOrTell(DeleteReportDocument, { input: { id: report.id, version: report.version } });
    setDialog(null);
    if (outcome.ok) void navigate({ to: "/reports" });
  }

  function entries(): MenuEntry[] {
    const made: MenuEntry[] = [];
    const drawn = drawing.current;
    if (drawn && figures) {
      const facts = factLine(figures);
      made.push(
        { label: t`Save the chart as PNG`, onSelect: () => void saveDrawing(drawn, name, facts, "png") },
        { label: t`Save the chart as SVG`, onSelect: () => void saveDrawing(drawn, name, facts, "svg") },
      );
    }
    if (mayExport && figures) {
      made.push(
        { label: t`Save the figures as XLSX`, onSelect: () => filing.file("XLSX") },
        { label: t`Save the figures as CSV`, onSelect: () => filing.file("CSV") },
      );
    }
    made.push({ label: t`Print`, onSelect: () => window.print() }, { kind: "separator" });
    if (sending.entries.length > 0) made.push(...sending.entries, { kind: "separator" });
    made.push({ label: t`Save as a new report…`, onSelect: () => setDialog("copy") });
    if (report && own) {
      made.push(
        { label: t`Rename and share…`, onSelect: () => setDialog("share") },
        {
          label: t`Earlier versions…`,
          disabled: report.versions.nodes.length === 0,
          onSelect: () => setDialog("versions"),
        },
        { kind: "separator" },
        { label: t`Delete…`, danger: true, onSelect: () => setDialog("delete") },
      );
    }
    return made;
  }

  return (
    <>
      <Menu label={t`More`} entries={entries} trigger={<IconButton label={t`More`} icon={<EllipsisIcon />} />} />
      {(dialog === "share" || dialog === "copy") && (
        <ReportDialog
          name={name}
          definition={definition}
          report={dialog === "share" ? report : undefined}
          onClose={() => setDialog(null)}
        />
      )}
      {sending.dialogs}
      {filing.dialog}
      {dialog === "versions" && report && <VersionsDialog report={report} onClose={() => setDialog(null)} />}
      {dialog === "delete" && (
        <Dialog
          open
          width="sm"
          title={t`Delete “${name}”?`}
          onClose={() => setDialog(null)}
          footer={
            <>
              <Button onClick={() => setDialog(null)}>{t`Cancel`}</Button>
              <Button look="danger" onClick={remove}>{t`Delete`}</Button>
            </>
          }
        >
          <p className="text-ink-2 text-sm">{t`It goes for everybody it is shared with. The records it counts stay as they are.`}</p>
        </Dialog>
      )}
    </>
  );
}
