import { Trans, useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { useState } from "react";
import { useQuery } from "urql";
import { number } from "../session/formats";
import { act } from "../sync/act";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { Field } from "../ui/Field";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { ColumnMap } from "./ColumnMap";
import type { Plan, PlanFile } from "./ImportPage";
import { CheckImportDocument, type ImportFileInput, ImportObjectsDocument, UpdateImportDocument } from "./imports.gen";
import { PipelineMap } from "./PipelineMap";
import { Problems } from "./Problems";

const LEAVE_OUT = "-";

/** Step two: what each file is, where its columns go, and how existing records are recognised. */
export function MapStep({ plan, onChecked }: { plan: Plan; onChecked: () => void }) {
  const { t } = useLingui();
  const [{ data }] = useQuery({ query: ImportObjectsDocument });
  const [at, setAt] = useState(plan.files[0]?.fileNo);
  const [busy, setBusy] = useState(false);
  const objects = data?.importObjects ?? [];
  const file = plan.files.find((one) => one.fileNo === at) ?? plan.files[0];
  const object = objects.find((one) => one.name === file?.object);

  async function change(part: Omit<ImportFileInput, "fileNo">) {
    if (!file) return;
    const outcome = await act(UpdateImportDocument, {
      input: { id: plan.id, version: plan.version, files: [{ fileNo: file.fileNo, ...part }] },
    });
    if (!outcome.ok) for (const error of outcome.errors) notify({ title: error.message, tone: "bad" });
  }

  async function check() {
    setBusy(true);
    const outcome = await act(CheckImportDocument, { input: { id: plan.id } });
    setBusy(false);
    if (outcome.ok) onChecked();
    else for (const error of outcome.errors) notify({ title: error.message, tone: "bad" });
  }

  if (!data) return <SkeletonRows />;
  return (
    <div className="flex flex-col gap-4">
      <Problems problems={plan.problems} />
      <div role="tablist" aria-label={t`Files`} className="flex gap-1 overflow-x-auto">
        {plan.files.map((one) => (
          <button
            key={one.fileNo}
            type="button"
            role="tab"
            aria-selected={one.fileNo === file?.fileNo}
            onClick={() => setAt(one.fileNo)}
            className="h-12 min-w-36 shrink-0 rounded-lg border border-line bg-surface px-3 text-left hover:bg-hover aria-selected:border-accent aria-selected:bg-accent-soft"
          >
            <span className="block max-w-52 truncate font-medium text-xs">{one.name}</span>
            <span className="block max-w-52 truncate text-2xs text-ink-3">
              {one.label ?? t`left out`} · {number(one.rows)}
            </span>
          </button>
        ))}
      </div>
      {file && (
        <Section title={file.name} className={clsx(file.derivedFrom !== null && "opacity-90")}>
          {file.derivedFrom !== null ? (
            <Derived plan={plan} file={file} />
          ) : (
            <div className="flex flex-col gap-4">
              <div className="grid gap-3 sm:grid-cols-2">
                <Field label={t`These rows are`}>
                  <Select
                    value={file.object ?? LEAVE_OUT}
                    options={[
                      ...objects.filter((one) => one.mayCreate).map((one) => ({ value: one.name, label: one.label })),
                      { value: LEAVE_OUT, label: t`Nothing: leave this file out` },
                    ]}
                    onChange={(next) => change({ object: next === LEAVE_OUT ? null : next })}
                  />
                </Field>
              </div>
              {object && (
                <>
                  <fieldset>
                    <legend className="mb-1 font-medium text-ink-2 text-xs">{t`A row is a known record when one of these is equal`}</legend>
                    <div className="flex flex-wrap gap-x-5">
                      {object.fields
                        .filter((one) => one.isKey)
                        .map((one) => (
                          <Checkbox
                            key={one.name}
                            checked={file.matchBy.includes(one.name)}
                            onChange={(checked) =>
                              change({
                                matchBy: checked
                                  ? [...file.matchBy, one.name]
                                  : file.matchBy.filter((name) => name !== one.name),
                              })
                            }
                          >
                            {one.label}
                          </Checkbox>
                        ))}
                    </div>
                  </fieldset>
                  {object.fields.some((one) => one.kind === "STAGE") && (
                    <PipelineMap key={`${file.fileNo}${file.pipelineId}`} file={file} onChange={change} />
                  )}
                  <ColumnMap file={file} object={object} onChange={(columns) => change({ columns })} />
                </>
              )}
              <Problems problems={file.problems} />
            </div>
          )}
        </Section>
      )}
      <div className="flex justify-end">
        <Button look="primary" busy={busy} onClick={check}>
          <Trans>Check the files</Trans>
        </Button>
      </div>
    </div>
  );
}

function Derived({ plan, file }: { plan: Plan; file: PlanFile }) {
  const { t } = useLingui();
  const source = plan.files.find((one) => one.fileNo === file.derivedFrom)?.name ?? "";
  const what = file.label ?? "";
  return (
    <div className="text-sm">
      <p className="text-ink-2">{t`${what}: made from the values of ${source}. Nothing has to be mapped here.`}</p>
      <p className="mt-2 flex flex-wrap gap-1.5 text-xs">
        {file.columns[0]?.samples.map((sample) => (
          <span key={sample} className="rounded-md bg-hover px-2 py-0.5">
            {sample}
          </span>
        ))}
      </p>
    </div>
  );
}
