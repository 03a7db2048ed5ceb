import { useLingui } from "@lingui/react/macro";
import { INTENT } from "../leads/labels";
import { number } from "../session/formats";
import { Checkbox } from "../ui/Checkbox";
import { Field } from "../ui/Field";
import { MoneyInput } from "../ui/MoneyInput";
import { Section } from "../ui/Page";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import { GRADES } from "./labels";
import type { Draft } from "./model";

type Props = { draft: Draft; set: (change: Partial<Draft>) => void; canEdit: boolean };

/** Whether the intent follows the grade, from which grade which, and how long what somebody said stands before it. */
export function Intents({ draft, set, canEdit }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const can = canEdit && draft.intentIsDerived;
  const options = Object.keys(INTENT).map((value) => ({ value, label: label(INTENT, value) }));
  return (
    <Section title={t`Intent`}>
      <Checkbox
        checked={draft.intentIsDerived}
        disabled={!canEdit}
        onChange={(intentIsDerived) => set({ intentIsDerived })}
      >
        {t`The intent follows the grade`}
      </Checkbox>
      <p className="mt-1 mb-3 text-ink-3 text-xs">
        {t`What a person or a source says comes first and holds for a while. Whoever asks for us is high for as long. Clocks of high and low intent begin and end with it.`}
      </p>
      <div className="grid max-w-xl grid-cols-3 gap-3">
        {GRADES.map((grade) => (
          <Field key={grade} label={grade}>
            <Select
              label={t`Intent of ${grade}`}
              value={draft.intentGrid[grade] ?? null}
              options={options}
              disabled={!can}
              className="max-sm:gap-1 max-sm:px-2 max-sm:text-sm"
              onChange={(level) => set({ intentGrid: { ...draft.intentGrid, [grade]: level } })}
            />
          </Field>
        ))}
        <Field label={t`What is said holds`}>
          <MoneyInput
            decimals={0}
            disabled={!can}
            unit={t`days`}
            value={String(draft.intentHoldDays)}
            onChange={(text) => set({ intentHoldDays: Number(text.replace("-", "")) })}
          />
        </Field>
      </div>
    </Section>
  );
}

type EffectProps = { now: readonly number[]; would: readonly number[]; changed: number; held: number };

/** How many leads would be of high, medium and low intent, beside how many are. */
export function IntentEffect({ now, would, changed, held }: EffectProps) {
  const { t } = useLingui();
  const label = useLabel();
  const levels = [...Object.keys(INTENT).map((value) => label(INTENT, value)), t`Not known`];
  const [others, later] = [number(changed), number(held)];
  return (
    <div className="mt-4 border-line border-t pt-3 text-sm">
      <p>
        <strong className="font-medium">
          {changed === 0 ? t`No lead changes its intent at once.` : t`${others} leads change their intent.`}
        </strong>{" "}
        {held > 0 && <span className="text-ink-2">{t`${later} more when what was said holds no longer.`}</span>}
      </p>
      <dl className="mt-2 grid grid-cols-4 gap-1 text-center">
        {levels.map((level, at) => {
          const [is, willBe] = [now[at] ?? 0, would[at] ?? 0];
          return (
            <div key={level} className="flex flex-col-reverse rounded-lg border border-line px-1 py-1.5">
              <dt className="truncate text-2xs text-ink-3">{level}</dt>
              <dd className="tnum">
                <span className="block font-semibold">{number(willBe)}</span>
                <span className="block text-2xs text-ink-3">{is === willBe ? t`unchanged` : t`now ${number(is)}`}</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
