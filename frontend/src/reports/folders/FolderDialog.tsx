import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { act } from "../../sync/act";
import type { UserError } from "../../sync/problems";
import { Field } from "../../ui/Field";
import { FormDialog } from "../../ui/FormDialog";
import { Input } from "../../ui/Input";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { allFolders, type Counts, type Folder, parentOf, shown, within } from "./folders";
import { MoveReportFolderDocument } from "./folders.gen";

type Props = { folder: Folder; counts: Counts; onDone: () => void; onClose: () => void };

/** Gives a folder another name or another place; what others have filed under it stays where they put it. */
export function FolderDialog({ folder, counts, onDone, onClose }: Props) {
  const { t } = useLingui();
  const [name, setName] = useState(folder.name);
  const [parent, setParent] = useState(parentOf(folder.path));
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const others = allFolders(counts).filter((path) => path !== folder.path && !path.startsWith(`${folder.path}/`));

  async function send() {
    setBusy(true);
    const to = within(parent, name.trim());
    const outcome = await act(MoveReportFolderDocument, { input: { folder: folder.path, to } });
    setBusy(false);
    if (!outcome.ok) return setErrors(outcome.errors);
    const left = folder.count - (outcome.payload.moved ?? 0);
    const place = shown(to);
    notify({
      title: t`Moved to “${place}”`,
      ...(left > 0 ? { detail: t`${left} that others filed there stay where they are.` } : {}),
    });
    onDone();
    onClose();
  }

  return (
    <FormDialog
      title={t`Rename or move the folder`}
      ready={!!name.trim() && within(parent, name.trim()) !== folder.path}
      busy={busy}
      errors={errors}
      places={["to"]}
      onSend={send}
      onClose={onClose}
    >
      <Field label={t`Name`} required error={errors.find((one) => one.field.includes("to"))?.message}>
        <Input value={name} maxLength={60} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t`In`}>
        <Select
          value={parent}
          options={[
            { value: "", label: t`At the top` },
            ...others.map((path) => ({ value: path, label: shown(path) })),
          ]}
          onChange={setParent}
        />
      </Field>
    </FormDialog>
  );
}
