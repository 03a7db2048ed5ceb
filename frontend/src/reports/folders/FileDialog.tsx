import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { UserError } from "../../sync/problems";
import { FormDialog } from "../../ui/FormDialog";
import { FolderField } from "./FolderField";
import { type Filed, fileInto } from "./fileInto";
import type { Counts } from "./folders";

type Props = { filed: Filed; counts: Counts; onDone: () => void; onClose: () => void };

/** Puts a report or a dashboard into another folder. */
export function FileDialog({ filed, counts, onDone, onClose }: Props) {
  const { t } = useLingui();
  const [folder, setFolder] = useState(filed.folder ?? "");
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const { name } = filed;

  async function send() {
    setBusy(true);
    const refused = await fileInto(filed, folder.trim() || null, onDone);
    setBusy(false);
    if (refused) return setErrors(refused);
    onClose();
  }

  return (
    <FormDialog
      title={t`Move “${name}”`}
      action={t({ message: "Move", context: "folder" })}
      ready={(folder.trim() || null) !== filed.folder}
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
