import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { Condition } from "../assignment/Condition";
import { Checkbox } from "../ui/Checkbox";
import { Field } from "../ui/Field";
import type { FieldSpec } from "../ui/formFields";
import { MoneyInput } from "../ui/MoneyInput";
import { RecordForm } from "../ui/RecordForm";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import { HAPPENS } from "./labels";
import { EVENTS, type EventKind, type Group, OBJECT, type Rule, type Side } from "./model";

type Props = { side: Side; rule?: Rule; onDone: (rule: Rule) => void; onClose: () => void };

/** A rule: what must hold or happen, and the points for it. It is put into the draft, not yet saved. */
export function RuleForm({ side, rule, onDone, onClose }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const before = useMemo(
    () => ({
      points: String(rule?.points ?? 10),
      on: rule?.on ?? "TOUCH",
      condition: rule?.condition ?? {},
      page: rule?.page ?? "",
      handRaise: rule?.handRaise ?? false,
    }),
    [rule],
  );
  const [draft, setDraft] = useState(before);
  const set = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }));
  const fields = useNames();
  const points = Number(draft.points);
  const seen = side === "engagement" && draft.on === "VISIT";
  return (
    <RecordForm
      kind="dialog"
      title={rule ? t`Edit rule` : t`New rule`}
      submit={t`Put into the draft`}
      fields={fields}
      record={rule}
      touched={draft !== before}
      onClose={onClose}
      onSend={async (input) => {
        const refused: { code: string; field: string[]; message: string }[] = [];
        const wrong = (message: string) => refused.push({ code: "INVALID", field: [], message });
        if (!Number.isInteger(points) || points === 0 || Math.abs(points) > 100)
          wrong(t`Points are -100 to 100, and not 0.`);
        if (seen && !draft.page.trim()) wrong(t`Name a part of the page's address.`);
        if (refused.length > 0) return refused;
        onDone({ ...names(input), points, ...said(side, draft) });
        return null;
      }}
    >
      <Field label={t`Points`} required hint={t`Below zero takes points away.`}>
        <MoneyInput decimals={0} value={draft.points} onChange={(value) => set({ points: value })} />
      </Field>
      {side === "engagement" && (
        <Field label={t`Counts every time`}>
          <Select
            options={EVENTS.map((value) => ({ value, label: label(HAPPENS, value) }))}
            value={draft.on}
            onChange={(on: EventKind) => set({ on, condition: on === draft.on ? draft.condition : {} })}
          />
        </Field>
      )}
      {seen ? (
        <Field
          className="sm:col-span-2"
          label={t`Part of the page's address`}
          required
          hint={t`Such as pricing. It counts from when they came to us.`}
        >
          <input
            className="control w-full"
            maxLength={200}
            value={draft.page}
            onChange={(event) => set({ page: event.target.value })}
          />
        </Field>
      ) : (
        <section className="min-w-0 sm:col-span-2">
          <h3 className="mb-2 font-medium text-ink-2 text-xs">{t`Under which condition`}</h3>
          <Condition
            object={side === "fit" ? "lead" : OBJECT[draft.on]}
            every={t`Always.`}
            value={draft.condition}
            onChange={(condition) => set({ condition })}
          />
        </section>
      )}
      {side === "engagement" && (
        <div className="sm:col-span-2">
          <Checkbox checked={draft.handRaise} onChange={(handRaise) => set({ handRaise })}>
            {t`Hands the lead to sales by itself`}
          </Checkbox>
        </div>
      )}
    </RecordForm>
  );
}

type Said = { on: EventKind; condition: Rule["condition"]; page: string; handRaise: boolean };

function said(side: Side, draft: Said): Partial<Rule> {
  if (side === "fit") return { condition: draft.condition };
  const more = draft.handRaise ? { handRaise: true } : {};
  const what = draft.on === "VISIT" ? { page: draft.page.trim() } : { condition: draft.condition };
  return { on: draft.on, ...what, ...more };
}

type GroupProps = { group?: Group; onDone: (group: Group) => void; onClose: () => void };

/** A group: what it is called, and the points it gives at most. */
export function GroupForm({ group, onDone, onClose }: GroupProps) {
  const { t } = useLingui();
  const names_ = useNames();
  const fields = useMemo<FieldSpec[]>(
    () => [...names_, { name: "cap", label: t`Points at most`, kind: "number", required: true }],
    [names_, t],
  );
  return (
    <RecordForm
      kind="dialog"
      title={group ? t`Edit group` : t`New group`}
      submit={t`Put into the draft`}
      fields={fields}
      record={group ?? { cap: 30 }}
      onClose={onClose}
      onSend={async (input) => {
        const cap = Number(input.cap);
        if (!Number.isInteger(cap) || cap < 0 || cap > 100)
          return [{ code: "INVALID", field: ["cap"], message: t`A group gives 0 to 100 points at most.` }];
        onDone({ ...names(input), cap, rules: group?.rules ?? [] });
        return null;
      }}
    />
  );
}

function useNames(): FieldSpec[] {
  const { t } = useLingui();
  return useMemo<FieldSpec[]>(
    () => [
      { name: "zh", label: t`Name in Chinese`, kind: "text", required: true, max: 80 },
      { name: "en", label: t`Name in English`, kind: "text", max: 80 },
    ],
    [t],
  );
}

function names(input: Record<string, unknown>): { zh: string; en: string } {
  const zh = String(input.zh ?? "").trim();
  return { zh, en: String(input.en ?? "").trim() || zh };
}
