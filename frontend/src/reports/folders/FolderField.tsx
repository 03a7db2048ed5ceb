import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Field } from "../../ui/Field";
import { Input } from "../../ui/Input";
import { Select } from "../../ui/Select";
import { allFolders, type Counts, shown } from "./folders";

type Props = { counts: Counts; value: string; error?: string; onChange: (path: string) => void };
const NEW = "+";

/** Where something is filed: a folder there is, none, or a new one. */
export function FolderField({ counts, value, error, onChange }: Props) {
  const { t } = useLingui();
  const [making, setMaking] = useState(false);
  const known = allFolders(counts);
  const paths = value && !making && !known.includes(value) ? [...known, value] : known;
  return (
    <>
      <Field label={t`Folder`} error={making ? undefined : error}>
        <Select
          value={making ? NEW : value}
          options={[
            { value: "", label: t`In no folder` },
            ...paths.map((path) => ({ value: path, label: shown(path) })),
            { value: NEW, label: t`New folder…` },
          ]}
          onChange={(path) => {
            setMaking(path === NEW);
            onChange(path === NEW ? "" : path);
          }}
        />
      </Field>
      {making && (
        <Field label={t`Name of the folder`} hint={t`A slash makes folders in folders: Sales/Monthly`} error={error}>
          <Input value={value} maxLength={200} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
        </Field>
      )}
    </>
  );
}
