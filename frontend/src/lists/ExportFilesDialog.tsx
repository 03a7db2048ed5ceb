import { useLingui } from "@lingui/react/macro";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { ExportFiles } from "./ExportFiles";

/** Where the notice of a finished export leads: one's own files, ready to be downloaded. */
export function ExportFilesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Dialog
      open
      width="md"
      title={t`Exported files`}
      description={t`Each can be downloaded for 24 hours, by you alone.`}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          {t`Close`}
        </Button>
      }
    >
      <ExportFiles none={t`No file is left. Export the list again to make a new one.`} />
    </Dialog>
  );
}
