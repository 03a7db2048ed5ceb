import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useMemo, useState } from "react";
import { findPools } from "../pools/findPools";
import { act, newKey } from "../sync/act";
import type { Choice } from "../ui/Combobox";
import { Field } from "../ui/Field";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { Pick } from "../ui/Pick";
import { RecordForm } from "../ui/RecordForm";
import { Select } from "../ui/Select";
import { Segmented } from "../ui/Toggle";
import { useLabel } from "../ui/useLabel";
import { CreateAssignmentRuleDocument, type RuleRowFragment, UpdateAssignmentRuleDocument } from "./assignment.gen";
import { Condition } from "./Condition";
import { findPartners } from "./findPartners";
import { findTeams } from "./findTeams";
import { STRATEGY } from "./labels";
import { Members } from "./Members";
import { Rehearsal } from "./Rehearsal";
import { RuleLimits, RuleTimes } from "./RuleLimits";
import { type Draft, draftOf, rehearsed, sent } from "./rules";

type Props = { rule?: RuleRowFragment; all: readonly RuleRowFragment[]; onClose: () => void };

/** A rule: when it holds, among whom and how it chooses, and who cannot be chosen; rehearsed before it is saved. */
export function RuleForm({ rule, all, onClose }: Props) {
  const { t } = useLingui();
  const [key] = useState(newKey);
  const before = useMemo(() => draftOf(rule), [rule]);
  const [draft, setDraft] = useState(before);
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const fields = useMemo<FieldSpec[]>(
    () => [{ name: "name", label: t`Name`, kind: "text", required: true, max: 100, wide: true }],
    [t],
  );
  return (
    <RecordForm
      title={rule ? t`Edit rule` : t`New rule`}
      fields={fields}
      record={rule}
      known={!!rule}
      touched={draft !== before}
      onClose={onClose}
      onSend={async (input) => {
        const whole = { ...input, ...sent(draft) };
        const outcome = rule
          ? await act(UpdateAssignmentRuleDocument, {
              input: { id: rule.id, version: rule.version, ...whole } as never,
            })
          : await act(CreateAssignmentRuleDocument, { input: { ...whole, idempotencyKey: key } as never });
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`The rule was saved` });
        return null;
      }}
      beside={(values) => {
        const edited = { ...sent(draft), name: String(values.name || t`New rule`) };
        const rules = rule
          ? all.map((one) => (one.id === rule.id ? { ...edited, isActive: rule.isActive } : rehearsed(one)))
          : [...all.map(rehearsed), edited];
        return (
          <Part title={t`Rehearsal`}>
            <p className="mb-2 text-ink-2 text-sm">{t`All rules in order, this one as it stands here. Nothing is changed.`}</p>
            <Rehearsal rules={rules} />
          </Part>
        );
      }}
    >
      <Part title={t`Which leads`}>
        <Condition value={draft.condition} onChange={(condition) => set({ condition })} />
        <RuleTimes draft={draft} set={set} />
      </Part>
      <Part title={t`To whom`}>
        <Whom draft={draft} set={set} />
      </Part>
      {draft.target !== "POOL" && (
        <Part title={t`Not to`}>
          <RuleLimits draft={draft} set={set} />
        </Part>
      )}
    </RecordForm>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0 border-line border-t pt-3 sm:col-span-2">
      <h3 className="mb-2 font-medium text-sm">{title}</h3>
      {children}
    </section>
  );
}

export type PartProps = { draft: Draft; set: (change: Partial<Draft>) => void };

function Whom({ draft, set }: PartProps) {
  const { t } = useLingui();
  const label = useLabel();
  const team: Choice | null = draft.team && { value: draft.team.id, label: draft.team.name };
  const partner: Choice | null = draft.partner && { value: draft.partner.id, label: draft.partner.name };
  const hasStrategy = draft.target === "MEMBERS" || draft.target === "TEAM";
  const pool: Choice | null = draft.pool && { value: draft.pool.id, label: draft.pool.name };
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-1 items-end gap-3 sm:grid-cols-2">
        <Segmented
          label={t`Among whom`}
          value={draft.target}
          options={[
            { value: "MEMBERS", label: t`Named people` },
            { value: "TEAM", label: t`A team` },
            { value: "POOL", label: t`A pool` },
            { value: "PARTNER", label: t`A partner` },
          ]}
          onChange={(target) => set({ target })}
        />
        {hasStrategy && (
          <Field label={t`How one is chosen`}>
            <Select
              options={(["ROUND_ROBIN", "WEIGHTED", "LEAST_LOADED", "FIXED"] as const).map((value) => ({
                value,
                label: label(STRATEGY, value),
              }))}
              value={draft.strategy}
              onChange={(strategy) => set({ strategy })}
            />
          </Field>
        )}
      </div>
      {draft.target === "POOL" ? (
        <Field label={t`Lead pool`} required hint={t`Nobody is chosen: the lead waits there to be claimed.`}>
          <Pick
            value={pool}
            find={findPools}
            onChange={(one) => set({ pool: one && { id: one.value, name: one.label } })}
          />
        </Field>
      ) : draft.target === "PARTNER" ? (
        <Field
          label={t`Partner company`}
          required
          hint={t`Its people see the lead and are told; whoever of us looks after the partner is its owner.`}
        >
          <Pick
            value={partner}
            find={findPartners}
            onChange={(one) => set({ partner: one && { id: one.value, name: one.label } })}
          />
        </Field>
      ) : draft.target === "TEAM" ? (
        <Field label={t`Team`} required>
          <Pick
            value={team}
            find={findTeams}
            onChange={(one) => set({ team: one && { id: one.value, name: one.label } })}
          />
        </Field>
      ) : (
        <Members
          members={draft.members}
          withWeights={draft.strategy === "WEIGHTED"}
          onChange={(members) => set({ members })}
        />
      )}
    </div>
  );
}
