import { useLingui } from "@lingui/react/macro";
import { DownloadIcon, EllipsisIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useCan } from "../session/viewer";
import { Button } from "../ui/Button";
import { Menu } from "../ui/Menu";
import type { ExportProps } from "./ExportDialog";

const ExportDialog = lazy(() => import("./ExportDialog").then((module) => ({ default: module.ExportDialog })));

/** What can be done with the list as a whole; nothing is shown when there is nothing. */
export function ListMenu(props: Omit<ExportProps, "onClose">) {
  const { t } = useLingui();
  const [exporting, setExporting] = useState(false);
  const mayExport = useCan(`${props.shape.name}.export`);
  if (!mayExport) return null;
  return (
    <>
      <Menu
        label={t`More for this list`}
        align="end"
        entries={() => [{ label: t`Export…`, icon: <DownloadIcon />, onSelect: () => setExporting(true) }]}
        trigger={<Button icon={<EllipsisIcon />} aria-label={t`More for this list`} />}
      />
      <Suspense>{exporting && <ExportDialog {...props} onClose={() => setExporting(false)} />}</Suspense>
    </>
  );
}
