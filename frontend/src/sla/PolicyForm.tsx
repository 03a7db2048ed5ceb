import { useLingui } from "@lingui/react/macro";
import { PlusIcon, XIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { act } from "../sync/act";
import { Button, IconButton } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { Field } from "../ui/Field";
import type { FieldSpec } from "../ui/formFields";
import { MoneyInput } from "../ui/MoneyInput";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import { WAITS_FOR } from "./labels";
import { oneMore, type Rung, rungsOf, STEPS } from "./rungs";
import { type PolicyRowFragment, UpdateSlaPolicyDocument } from "./sla.gen";
import { inWords, MINUTES, spanOf } from "./span";
import { useSteps } from "./useSteps";

const MOST = 6;

/** How long leads may wait for one thing, and the ladder that is climbed meanwhile. */
export function PolicyForm({ policy, onClose }: { policy: PolicyRowFragment; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const before = useMemo(
    () => ({ ...spanOf(policy.minutes ?? 1, policy.inWorkingTime), rungs: rungsOf(policy.rungs) }),
    [policy],
  );
  const [draft, setDraft] = useState<Omit<typeof before, "count"> & { count: number | null }>(before);
  const set = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }));
  const minutes = (draft.count ?? 0) * MINUTES[draft.unit];
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "inWorkingTime", label: t`Only working time counts`, kind: "check", wide: true },
      { name: "isActive", label: t`In use`, kind: "check", wide: true },
    ],
    [t],
  );
  return (
    <RecordForm
      kind="dialog"
      title={label(WAITS_FOR, policy.clock)}
      fields={fields}
      record={policy}
      known
      touched={draft !== before}
      onClose={onClose}
      onSend={async (input) => {
        const whole = { ...input, minutes, rungs: draft.rungs };
        const outcome = await act(UpdateSlaPolicyDocument, {
          input: { id: policy.id, version: policy.version, ...whole } as never,
        });
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`The response time was saved` });
        return null;
      }}
    >
      <div className="grid grid-cols-2 items-end gap-3 sm:col-span-2">
        <Field label={t`Within`} required>
          <MoneyInput
            decimals={0}
            value={draft.count?.toString() ?? ""}
            onChange={(text) => set({ count: text === "" ? null : Number(text) })}
          />
        </Field>
        <Select
          label={t`Unit`}
          options={[
            { value: "minute", label: t`Minutes` },
            { value: "hour", label: t`Hours` },
            { value: "day", label: t`Days` },
          ]}
          value={draft.unit}
          onChange={(unit) => set({ unit })}
        />
      </div>
      <Rungs
        rungs={draft.rungs}
        minutes={minutes}
        working={policy.inWorkingTime}
        onChange={(rungs) => set({ rungs })}
      />
    </RecordForm>
  );
}

type RungsProps = {
  rungs: readonly Rung[];
  minutes: number;
  working: boolean | null;
  onChange: (rungs: Rung[]) => void;
};

function Rungs({ rungs, minutes, working, onChange }: RungsProps) {
  const { t, i18n } = useLingui();
  const steps = useSteps();
  const change = (at: number, part: Partial<Rung>) =>
    onChange(rungs.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset className="min-w-0 sm:col-span-2">
      <legend className="mb-1.5 font-medium text-sm">{t`Ladder`}</legend>
      <ol className="flex flex-col gap-2">
        {rungs.map((rung, index) => {
          const place = index + 1;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rungs have no name but their place
            <li key={index} className="rounded-xl border border-line p-3">
              <div className="flex items-center gap-2 text-sm">
                <MoneyInput
                  decimals={0}
                  aria-label={t`Percent of the time, rung ${place}`}
                  className="w-20"
                  value={rung.percent ? String(rung.percent) : ""}
                  onChange={(text) => change(index, { percent: Number(text) })}
                />
                <span className="min-w-0 flex-1 text-ink-2">
                  % · {inWords((minutes * rung.percent) / 100, working, i18n.locale)}
                </span>
                <IconButton
                  icon={<XIcon />}
                  label={t`Remove rung ${place}`}
                  onClick={() => onChange(rungs.filter((_, at) => at !== index))}
                />
              </div>
              <div className="mt-1 grid grid-cols-1 gap-x-3 sm:grid-cols-2">
                {STEPS.map((step) => (
                  <Checkbox key={step} checked={rung[step]} onChange={(checked) => change(index, { [step]: checked })}>
                    {steps[step]}
                  </Checkbox>
                ))}
              </div>
            </li>
          );
        })}
      </ol>
      {rungs.length < MOST && (
        <Button className="mt-2" icon={<PlusIcon />} onClick={() => onChange(oneMore(rungs))}>
          {t`Add a rung`}
        </Button>
      )}
    </fieldset>
  );
}
