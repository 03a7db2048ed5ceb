import { useLingui } from "@lingui/react/macro";
import { clockAt, instantAt } from "../session/days";
import { Checkbox } from "../ui/Checkbox";
import { Field } from "../ui/Field";
import { DateTimeInput, Input } from "../ui/Input";
import { MoneyInput } from "../ui/MoneyInput";
import type { PartProps } from "./RuleForm";

const count = (text: string) => (text === "" ? null : Number(text));
const moment = (text: string) => (text ? instantAt(text) : null);
const shown = (instant: string | null) => (instant ? clockAt(instant) : "");

/** Who of a rule's members cannot get a lead at the moment. */
export function RuleLimits({ draft, set }: PartProps) {
  const { t } = useLingui();
  return (
    <div className="grid grid-cols-1 gap-x-4 gap-y-3 sm:grid-cols-2">
      <div className="flex flex-col sm:col-span-2">
        <Checkbox checked={draft.respectLeave} onChange={(respectLeave) => set({ respectLeave })}>
          {t`Who is on leave (whoever covers gets it)`}
        </Checkbox>
        <Checkbox checked={draft.respectWorkHours} onChange={(respectWorkHours) => set({ respectWorkHours })}>
          {t`Who is off work`}
        </Checkbox>
        {draft.respectWorkHours && (
          <div className="pl-6">
            <Checkbox checked={draft.queueUntilOpen} onChange={(queueUntilOpen) => set({ queueUntilOpen })}>
              {t`Leads wait for the opening`}
            </Checkbox>
          </div>
        )}
      </div>
      <Field label={t`Who got this many today`} hint={t`Empty: no limit.`}>
        <MoneyInput
          decimals={0}
          value={draft.capacityPerDay?.toString() ?? ""}
          onChange={(text) => set({ capacityPerDay: count(text) })}
        />
      </Field>
      <Field label={t`Who has this many open leads`} hint={t`Empty: no limit.`}>
        <MoneyInput
          decimals={0}
          value={draft.holdingLimit?.toString() ?? ""}
          onChange={(text) => set({ holdingLimit: count(text) })}
        />
      </Field>
      <Field label={t`Who lacks this skill`} hint={t`Skills are entered with the user.`} className="sm:col-span-2">
        <Input
          value={draft.skill ?? ""}
          maxLength={60}
          onChange={({ currentTarget }) => set({ skill: currentTarget.value || null })}
        />
      </Field>
    </div>
  );
}

/** From when until when a rule holds, in the organisation's time. */
export function RuleTimes({ draft, set }: PartProps) {
  const { t } = useLingui();
  return (
    <div className="mt-3 grid grid-cols-1 gap-x-4 gap-y-3 sm:grid-cols-2">
      <Field label={t`In force from`}>
        <DateTimeInput
          value={shown(draft.validFrom)}
          onChange={({ currentTarget }) => set({ validFrom: moment(currentTarget.value) })}
        />
      </Field>
      <Field label={t`In force until`}>
        <DateTimeInput
          value={shown(draft.validUntil)}
          onChange={({ currentTarget }) => set({ validUntil: moment(currentTarget.value) })}
        />
      </Field>
    </div>
  );
}
