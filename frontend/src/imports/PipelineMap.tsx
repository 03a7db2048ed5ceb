import { Trans, useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { STAGE_TYPE } from "../pipelines/labels";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { MoneyInput } from "../ui/MoneyInput";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import type { PlanFile } from "./ImportPage";
import { type ImportFileInput, ImportPipelinesDocument } from "./imports.gen";
import { type NewStage, stagesFrom } from "./stagesFrom";

const NEW = "new";

/** Where deals go: into a known pipeline, or a new one made from the stages in the file. */
export function PipelineMap({
  file,
  onChange,
}: {
  file: PlanFile;
  onChange: (part: Omit<ImportFileInput, "fileNo">) => void;
}) {
  const { t } = useLingui();
  const label = useLabel();
  const [{ data }] = useQuery({ query: ImportPipelinesDocument });
  const column = file.columns.find((one) => one.field === "stage");
  const guess = useMemo(() => stagesFrom((column?.distinctValues ?? []).map((one) => one.raw)), [column]);
  const [name, setName] = useState(file.newPipeline?.name ?? t`Imported pipeline`);
  const [stages, setStages] = useState<readonly NewStage[]>(
    () =>
      file.newPipeline?.stages.map((stage) => ({
        name: stage.name,
        type: stage.type as NewStage["type"],
        probability: stage.probability,
      })) ?? guess,
  );
  const [editing, setEditing] = useState(file.newPipeline !== null);
  const pipelines = (data?.pipelines.nodes ?? []).filter((one) => one.isActive);

  return (
    <fieldset className="flex flex-col gap-3 rounded-lg border border-line p-3">
      <Field label={t`Pipeline`} className="max-w-sm">
        <Select
          value={editing ? NEW : (file.pipelineId ?? null)}
          options={[
            ...pipelines.map((one) => ({ value: one.id, label: one.name })),
            { value: NEW, label: t`A new pipeline from this file` },
          ]}
          onChange={(next) => {
            setEditing(next === NEW);
            if (next !== NEW) onChange({ pipelineId: next });
            else if (stages.length === 0) setStages(guess);
          }}
        />
      </Field>
      {editing && (
        <>
          <Field label={t`Name of the new pipeline`} className="max-w-sm">
            <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
          </Field>
          <ul className="flex flex-col gap-2">
            {stages.map((stage, index) => (
              <li key={stage.name} className="grid grid-cols-[minmax(0,1fr)_8rem_6rem] items-center gap-2">
                <span className="truncate text-sm">{stage.name}</span>
                <Select
                  label={t`Type`}
                  value={stage.type}
                  options={Object.keys(STAGE_TYPE).map((value) => ({
                    value: value as typeof stage.type,
                    label: label(STAGE_TYPE, value),
                  }))}
                  onChange={(type) =>
                    setStages((now) =>
                      now.map((one, at) =>
                        at === index
                          ? {
                              ...one,
                              type,
                              probability: type === "WON" ? 100 : type === "OPEN" ? Math.min(one.probability, 99) : 0,
                            }
                          : one,
                      ),
                    )
                  }
                />
                <MoneyInput
                  aria-label={t`Probability`}
                  decimals={0}
                  unit="%"
                  value={String(stage.probability)}
                  onChange={(value) =>
                    setStages((now) =>
                      now.map((one, at) =>
                        at === index ? { ...one, probability: Math.min(100, Number(value) || 0) } : one,
                      ),
                    )
                  }
                />
              </li>
            ))}
          </ul>
          <div>
            <Button
              disabled={!name.trim() || stages.length === 0}
              onClick={() => onChange({ newPipeline: { name: name.trim(), stages: [...stages] } })}
            >
              <Trans>Use this pipeline</Trans>
            </Button>
          </div>
        </>
      )}
    </fieldset>
  );
}
