import { useLingui } from "@lingui/react/macro";
import { ArrowRightIcon, ListTreeIcon, NotebookPenIcon } from "lucide-react";
import { useState } from "react";
import { number } from "../session/formats";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import type { PlanFile } from "./ImportPage";
import type { ImportColumnInput, ImportObjectsQuery } from "./imports.gen";
import { BY } from "./labels";
import { ValueMap } from "./ValueMap";

export type ImportObject = ImportObjectsQuery["importObjects"][number];
export type Column = PlanFile["columns"][number];
const NOT = "-";
/** Several columns may become this at once: a line each. */
const NOTES = "intoNotes";

/** What is sent for a column as it stands. */
export const asInput = (column: Column): ImportColumnInput => ({
  column: column.column,
  field: column.field,
  by: column.by,
  whenMissing: column.whenMissing,
  values: column.values.map(({ raw, value }) => ({ raw, value })),
});

type Props = { file: PlanFile; object: ImportObject; onChange: (columns: ImportColumnInput[]) => void };

/** Every column of the file with samples, and the field it goes to. */
export function ColumnMap({ file, object, onChange }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const [values, setValues] = useState<Column | null>(null);
  const used = new Set(file.columns.map((column) => column.field));
  const missing = object.fields.filter(
    (field) =>
      field.required &&
      !used.has(field.name) &&
      // First and last name make one.
      !(field.name === "name" && (used.has("firstName") || used.has("lastName"))) &&
      !file.constants.some((one) => one.field === field.name),
  );
  const left = file.columns.filter((column) => !column.field && column.filled > 0);
  const patch = (column: Column, change: Partial<ImportColumnInput>) =>
    onChange(file.columns.map((one) => (one.column === column.column ? { ...asInput(one), ...change } : asInput(one))));

  return (
    <div className="flex flex-col gap-2">
      {missing.length > 0 && (
        <p className="flex flex-wrap items-center gap-1.5 text-sm text-warn">
          {t`Not mapped yet, but needed:`}
          {missing.map((field) => (
            <Badge key={field.name} tone="warn">
              {field.label}
            </Badge>
          ))}
        </p>
      )}
      {left.length > 0 && object.fields.some((field) => field.name === NOTES) && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-sm">
          {t`${left.length} columns are not imported.`}
          <Button
            size="sm"
            icon={<NotebookPenIcon />}
            onClick={() => onChange(file.columns.map((one) => ({ ...asInput(one), field: one.field ?? NOTES })))}
          >
            {t`Write them into the notes`}
          </Button>
        </p>
      )}
      <ul className="divide-y divide-line">
        {file.columns.map((column) => {
          const field = object.fields.find((one) => one.name === column.field);
          const choices = field && (field.kind === "STAGE" || field.options.length > 0);
          return (
            <li
              key={column.column}
              className="grid items-center gap-x-3 gap-y-1.5 py-2.5 md:grid-cols-[minmax(0,1fr)_1rem_minmax(0,1.2fr)]"
            >
              <div className="min-w-0">
                <p className="truncate font-medium text-sm">{column.name}</p>
                <p className="truncate text-ink-3 text-xs">
                  {column.samples.join(" · ") || t`empty`}{" "}
                  <span className="tnum">({t`${number(column.distinct)} different`})</span>
                </p>
              </div>
              <ArrowRightIcon className="hidden size-4 text-ink-3 md:block" aria-hidden />
              <div className="flex min-w-0 flex-wrap gap-2">
                <div className="min-w-40 flex-1">
                  <Select
                    label={t`Field for ${column.name}`}
                    value={column.field ?? NOT}
                    options={[
                      { value: NOT, label: t`Not imported` },
                      ...object.fields.map((one) => ({
                        value: one.name,
                        label: one.required ? `${one.label} *` : one.label,
                      })),
                    ]}
                    onChange={(next) => patch(column, { field: next === NOT ? null : next, by: null, values: [] })}
                  />
                </div>
                {field?.link && field.by.length > 0 && (
                  <div className="w-32">
                    <Select
                      label={t`How it is found`}
                      value={column.by ?? field.by[0] ?? null}
                      options={field.by.map((by) => ({ value: by, label: label(BY, by) }))}
                      onChange={(by) => patch(column, { by })}
                    />
                  </div>
                )}
                {field?.link && (
                  <div className="w-36">
                    <Select
                      label={t`When nothing is found`}
                      value={column.whenMissing ?? "REJECT"}
                      options={[
                        { value: "REJECT", label: t`reject the row` },
                        { value: "EMPTY", label: t`leave it empty` },
                      ]}
                      onChange={(whenMissing) => patch(column, { whenMissing })}
                    />
                  </div>
                )}
                {choices && (
                  <Button icon={<ListTreeIcon />} onClick={() => setValues(column)}>
                    {t`Values`}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {values && (
        <ValueMap
          file={file}
          column={values}
          field={object.fields.find((one) => one.name === values.field)}
          onClose={() => setValues(null)}
          onSave={(next) => {
            patch(values, { values: next });
            setValues(null);
          }}
        />
      )}
    </div>
  );
}
