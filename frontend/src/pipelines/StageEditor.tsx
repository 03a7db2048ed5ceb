import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { act, newKey } from "../sync/act";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { CriteriaEditor, type Criterion } from "./CriteriaEditor";
import { type EnterAction, EnterActionsEditor } from "./EnterActionsEditor";
import { FORECAST_CATEGORY, STAGE_TYPE } from "./labels";
import type { Pipeline, Stage } from "./PipelinesSection";
import { CreateStageDocument, UpdateStageDocument, VoidStageDocument } from "./pipelines.gen";
import { useGateFields } from "./useGateFields";

const listOf = <T,>(value: unknown) => (Array.isArray(value) ? (value as T[]) : []);

/** One stage: its names, its numbers, and its gate. */
export function StageEditor({ pipeline, stage, onClose }: { pipeline: Pipeline; stage?: Stage; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const [key] = useState(newKey);
  const gateFields = useGateFields();
  const start = useMemo(
    () => ({
      entry: listOf<Criterion>(stage?.entryCriteria),
      exit: listOf<Criterion>(stage?.exitCriteria),
      fields: listOf<string>(stage?.requiredFields),
      actions: listOf<Criterion>(stage?.requiredActions),
      tasks: listOf<EnterAction>(stage?.enterActions),
    }),
    [stage],
  );
  const [gate, setGate] = useState(start);
  const open = (stage?.type ?? "OPEN") === "OPEN";
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "nameZh", label: t`Chinese name`, kind: "text", required: true, max: 100 },
      { name: "nameEn", label: t`English name`, kind: "text", required: true, max: 100 },
      {
        name: "type",
        label: t`Type`,
        kind: "select",
        options: Object.keys(STAGE_TYPE).map((value) => ({ value, label: label(STAGE_TYPE, value) })),
      },
      { name: "probability", label: t`Probability`, kind: "number", maxValue: 100, unit: "%", disabled: !open },
      {
        name: "forecastCategory",
        label: t`Forecast`,
        kind: "select",
        options: Object.keys(FORECAST_CATEGORY).map((value) => ({ value, label: label(FORECAST_CATEGORY, value) })),
      },
      { name: "dwellLimitDays", label: t`Days in the stage, at most`, kind: "number", maxValue: 3650 },
      { name: "idleLimitDays", label: t`Days without activity, at most`, kind: "number", maxValue: 3650 },
      { name: "isOptional", label: t`May be skipped without a reason`, kind: "check" },
      { name: "definitionZh", label: t`Definition in Chinese`, kind: "area", wide: true },
      { name: "definitionEn", label: t`Definition in English`, kind: "area", wide: true },
    ],
    [t, label, open],
  );
  const record = useMemo(() => stage ?? { type: "OPEN", probability: 10, forecastCategory: "PIPELINE" }, [stage]);

  async function remove() {
    if (!stage) return;
    const outcome = await act(VoidStageDocument, { input: { id: stage.id, version: stage.version } });
    if (outcome.ok) onClose();
    else for (const error of outcome.errors) notify({ title: error.message, tone: "bad" });
  }

  return (
    <RecordForm
      title={stage ? t`Edit stage` : t`New stage`}
      description={pipeline.name}
      fields={fields}
      record={record}
      known={!!stage}
      touched={gate !== start}
      onClose={onClose}
      onSend={async (changed) => {
        const input = {
          ...changed,
          entryCriteria: gate.entry,
          exitCriteria: gate.exit,
          requiredFields: gate.fields,
          requiredActions: gate.actions,
          enterActions: gate.tasks,
        };
        const outcome = stage
          ? await act(UpdateStageDocument, { input: { id: stage.id, version: stage.version, ...input } as never })
          : await act(CreateStageDocument, {
              input: { pipelineId: pipeline.id, ...input, idempotencyKey: key } as never,
            });
        return outcome.ok ? null : outcome.errors;
      }}
    >
      <CriteriaEditor
        title={t`To enter this stage`}
        value={gate.entry}
        onChange={(entry) => setGate((now) => ({ ...now, entry }))}
      />
      <fieldset className="sm:col-span-2">
        <legend className="mb-1 font-medium text-ink-2 text-xs">{t`Fields needed in this stage`}</legend>
        <div className="grid sm:grid-cols-2">
          {gateFields.map(({ value: name, label: text }) => (
            <Checkbox
              key={name}
              checked={gate.fields.includes(name)}
              onChange={(checked) =>
                setGate((now) => ({
                  ...now,
                  fields: checked ? [...now.fields, name] : now.fields.filter((one) => one !== name),
                }))
              }
            >
              {text}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <EnterActionsEditor
        title={t`On entry, make these tasks`}
        value={gate.tasks}
        onChange={(tasks) => setGate((now) => ({ ...now, tasks }))}
      />
      <CriteriaEditor
        title={t`To be done in this stage`}
        value={gate.actions}
        onChange={(actions) => setGate((now) => ({ ...now, actions }))}
      />
      <CriteriaEditor
        title={t`To leave this stage`}
        value={gate.exit}
        onChange={(exit) => setGate((now) => ({ ...now, exit }))}
      />
      {stage && (
        <div className="border-line border-t pt-3 sm:col-span-2">
          <Button look="ghost" className="text-danger!" onClick={remove}>
            {t`Remove this stage`}
          </Button>
        </div>
      )}
    </RecordForm>
  );
}
