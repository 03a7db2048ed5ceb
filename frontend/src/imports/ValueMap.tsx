import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { number } from "../session/formats";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select } from "../ui/Select";
import type { Column, ImportObject } from "./ColumnMap";
import type { PlanFile } from "./ImportPage";
import { ImportPipelinesDocument } from "./imports.gen";

type Value = { raw: string; value: string | null };
type Props = {
  file: PlanFile;
  column: Column;
  field?: ImportObject["fields"][number];
  onClose: () => void;
  onSave: (values: Value[]) => void;
};
const EMPTY = "-";

/** Says once what each spelling in the file means. */
export function ValueMap({ file, column, field, onClose, onSave }: Props) {
  const { t } = useLingui();
  const [{ data }] = useQuery({ query: ImportPipelinesDocument, pause: field?.kind !== "STAGE" });
  const [values, setValues] = useState<readonly Value[]>(column.values.map(({ raw, value }) => ({ raw, value })));
  const stages =
    file.newPipeline?.stages.map((stage) => stage.name) ??
    data?.pipelines.nodes.find((one) => one.id === file.pipelineId)?.stages.nodes.map((stage) => stage.name) ??
    [];
  const options =
    field?.kind === "STAGE" ? stages.map((name) => ({ value: name, label: name })) : (field?.options ?? []);
  const set = (raw: string, value: string | null) =>
    setValues((now) => [...now.filter((one) => one.raw !== raw), { raw, value }]);
  return (
    <Dialog
      open
      title={t`Values of ${column.name}`}
      description={field?.label}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="primary" onClick={() => onSave([...values])}>
            <Trans>Save</Trans>
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-2">
        {column.distinctValues.map(({ raw, count }) => {
          const known = values.find((one) => one.raw === raw);
          return (
            <li key={raw} className="grid grid-cols-2 items-center gap-3">
              <span className="min-w-0 truncate text-sm">
                {raw || "∅"} <span className="tnum text-ink-3 text-xs">{number(count)}</span>
              </span>
              <Select
                label={raw}
                value={known ? (known.value ?? EMPTY) : null}
                placeholder={t`as written`}
                options={[...options, { value: EMPTY, label: t`leave it empty` }]}
                onChange={(next) => set(raw, next === EMPTY ? null : next)}
              />
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
