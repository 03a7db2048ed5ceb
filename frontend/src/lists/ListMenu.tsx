import { useLingui } from "@lingui/react/macro";
import { ArchiveIcon, DownloadIcon, EllipsisIcon, HistoryIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useCan } from "../session/viewer";
import { Button } from "../ui/Button";
import { Menu } from "../ui/Menu";
import type { ExportProps } from "./ExportDialog";

const ExportDialog = lazy(() => import("./ExportDialog").then((module) => ({ default: module.ExportDialog })));
const BulkRuns = lazy(() => import("../bulk/BulkRuns").then((module) => ({ default: module.BulkRuns })));

type Props = Omit<ExportProps, "onClose"> & {
  /** The list behind has other rows now. */
  onChanged: () => void;
  /** Goes to the records of this kind that were voided; undefined where none are kept. */
  onVoided?: () => void;
};

/** What can be done with the list as a whole; nothing is shown when there is nothing. */
export function ListMenu({ onChanged, onVoided, ...list }: Props) {
  const { t } = useLingui();
  const [dialog, setDialog] = useState<"export" | "bulk" | null>(null);
  const close = () => setDialog(null);
  const mayExport = useCan(`${list.shape.name}.export`);
  const mayBulk = useCan("bulk.run");
  const mayRestore = useCan(`${list.shape.name}.void`) && !!onVoided;
  if (!mayExport && !mayBulk && !mayRestore) return null;
  return (
    <>
      <Menu
        label={t`More for this list`}
        align="end"
        entries={() => [
          ...(mayExport
            ? [{ label: t`Export…`, icon: <DownloadIcon />, onSelect: () => setDialog("export" as const) }]
            : []),
          ...(mayBulk
            ? [{ label: t`Bulk actions and undo`, icon: <HistoryIcon />, onSelect: () => setDialog("bulk" as const) }]
            : []),
          ...(mayRestore ? [{ label: t`Voided records`, icon: <ArchiveIcon />, onSelect: onVoided }] : []),
        ]}
        trigger={<Button icon={<EllipsisIcon />} aria-label={t`More for this list`} />}
      />
      <Suspense>
        {dialog === "export" && <ExportDialog {...list} onClose={close} />}
        {dialog === "bulk" && <BulkRuns onChanged={onChanged} onClose={close} />}
      </Suspense>
    </>
  );
}
