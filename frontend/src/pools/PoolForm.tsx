import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { act, newKey } from "../sync/act";
import type { Choice } from "../ui/Combobox";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { PickMany } from "../ui/PickMany";
import { RecordForm } from "../ui/RecordForm";
import { findMembers } from "./findMembers";
import { findPools } from "./findPools";
import { membersOf } from "./membersOf";
import { PoolEffect } from "./PoolEffect";
import { CreateLeadPoolDocument, type PoolSettingsFragment, UpdateLeadPoolDocument } from "./pools.gen";

const USUAL = {
  maskBeforeClaim: true,
  returnReasonRequired: true,
  dailyClaimLimit: 10,
  holdingLimit: 100,
  cooldownDays: 7,
  noFollowUpDays: 15,
  noFollowUpDaysHigh: 3,
  noFollowUpDaysLow: 45,
  noConversionDays: 60,
  remindDaysBefore: ["3", "1"],
  protectionDays: 30,
  protectionLimit: 20,
};

/** A pool: who is in it, what may be taken, when it comes back. */
export function PoolForm({ pool, onClose }: { pool?: PoolSettingsFragment; onClose: () => void }) {
  const { t } = useLingui();
  const [key] = useState(newKey);
  const before = useMemo(() => {
    const as = (isAdmin: boolean): readonly Choice[] =>
      membersOf(pool)
        .filter((one) => one.isAdmin === isAdmin)
        .map((one) => ({ value: one.id, label: one.name }));
    return { members: as(false), admins: as(true) };
  }, [pool]);
  const [members, setMembers] = useState(before.members);
  const [admins, setAdmins] = useState(before.admins);
  const touched = members !== before.members || admins !== before.admins;

  const fields = useMemo<FieldSpec[]>(() => {
    const days = (name: string, label: string, maxValue = 365, min = 1, hint?: string): FieldSpec => ({
      name,
      label,
      kind: "number",
      required: true,
      min,
      maxValue,
      unit: t`days`,
      hint,
    });
    const count = (name: string, label: string, maxValue: number): FieldSpec => ({
      name,
      label,
      kind: "number",
      required: true,
      min: 1,
      maxValue,
    });
    return [
      { name: "name", label: t`Name`, kind: "text", required: true, max: 100, wide: true },
      {
        name: "regions",
        label: t`Regions`,
        kind: "tags",
        wide: true,
        hint: t`New leads of these regions wait here. How the name of a region begins is enough.`,
      },
      { name: "isDefault", label: t`Takes what fits no region`, kind: "check", wide: true },
      { name: "isOverflow", label: t`Takes what no rule finds anybody for`, kind: "check", wide: true },
      { name: "maskBeforeClaim", label: t`Phone, e-mail and WeChat hidden before a claim`, kind: "check", wide: true },
      count("dailyClaimLimit", t`Claims a day`, 1000),
      count("holdingLimit", t`Open leads held at most`, 10_000),
      days("cooldownDays", t`Cool-down of former owners`, 365, 0),
      days("noConversionDays", t`Back when not converted for`, 1000),
      days("noFollowUpDays", t`Back without follow-up for`),
      days("noFollowUpDaysHigh", t`The same, high intent`),
      days("noFollowUpDaysLow", t`The same, low intent`),
      {
        name: "remindDaysBefore",
        label: t`Reminders before`,
        kind: "tags",
        hint: t`Days, such as 3, 1`,
      },
      days("protectionDays", t`Protection lasts`),
      count("protectionLimit", t`Protected leads at most`, 1000),
      {
        name: "targetPoolId",
        label: t`What is given back goes to`,
        kind: "pick",
        find: findPools,
        hint: t`Empty: here`,
      },
      { name: "returnsByRegion", label: t`First to the pool of its region`, kind: "check", wide: true },
      { name: "returnReasonRequired", label: t`Giving back needs a reason`, kind: "check", wide: true },
    ];
  }, [t]);
  const record = useMemo(() => {
    if (!pool) return USUAL;
    const { targetPool, remindDaysBefore } = pool;
    return {
      ...pool,
      remindDaysBefore: (remindDaysBefore as number[]).map(String),
      targetPoolId: targetPool && { value: targetPool.id, label: targetPool.name },
    };
  }, [pool]);

  return (
    <RecordForm
      kind="side"
      title={pool ? t`Edit lead pool` : t`New lead pool`}
      fields={fields}
      record={record}
      known={!!pool}
      touched={touched}
      beside={(values) => pool && <PoolEffect pool={pool} values={values} />}
      onClose={onClose}
      onSend={async ({ remindDaysBefore, ...input }) => {
        const sent = {
          ...input,
          ...(remindDaysBefore ? { remindDaysBefore: (remindDaysBefore as string[]).map(Number) } : {}),
          ...(touched || !pool
            ? { memberIds: members.map((one) => one.value), adminIds: admins.map((one) => one.value) }
            : {}),
        };
        const outcome = pool
          ? await act(UpdateLeadPoolDocument, { input: { id: pool.id, version: pool.version, ...sent } as never })
          : await act(CreateLeadPoolDocument, { input: { ...sent, idempotencyKey: key } as never });
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`The lead pool was saved` });
        return null;
      }}
    >
      <div className="flex flex-col gap-4 sm:col-span-2">
        <PickMany
          label={t`Members`}
          hint={t`People, teams and departments that see the leads and claim them`}
          value={members}
          onChange={setMembers}
          find={findMembers}
        />
        <PickMany
          label={t`Pool admins`}
          hint={t`Managers among them also assign what waits`}
          value={admins}
          onChange={setAdmins}
          find={findMembers}
        />
      </div>
    </RecordForm>
  );
}
