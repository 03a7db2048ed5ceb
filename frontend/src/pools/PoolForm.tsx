import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { act, newKey } from "../sync/act";
import type { Choice } from "../ui/Combobox";
import { notify } from "../ui/notify";
import { PickMany } from "../ui/PickMany";
import { RecordForm } from "../ui/RecordForm";
import { findMembers } from "./findMembers";
import type { Held } from "./held";
import { membersOf } from "./membersOf";
import { PoolEffect } from "./PoolEffect";
import { type Pool, USUAL, VERBS } from "./settings";
import { usePoolFields } from "./usePoolFields";

/** A pool: who is in it, what may be taken, when it comes back. */
export function PoolForm({ held, pool, onClose }: { held: Held; pool?: Pool; onClose: () => void }) {
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

  const fields = usePoolFields(held);
  const record = useMemo(() => {
    if (!pool) return USUAL[held];
    const { targetPool, remindDaysBefore } = pool;
    return {
      ...pool,
      remindDaysBefore: (remindDaysBefore as number[]).map(String),
      targetPoolId: targetPool && { value: targetPool.id, label: targetPool.name },
    };
  }, [pool, held]);
  const title = held === "lead" ? t`New lead pool` : t`New account pool`;

  return (
    <RecordForm
      kind="side"
      title={pool ? (held === "lead" ? t`Edit lead pool` : t`Edit account pool`) : title}
      fields={fields}
      record={record as Record<string, unknown>}
      known={!!pool}
      touched={touched}
      beside={(values) => pool && <PoolEffect held={held} pool={pool} values={values} />}
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
          ? await act(VERBS[held].update, { input: { id: pool.id, version: pool.version, ...sent } as never })
          : await act(VERBS[held].create, { input: { ...sent, idempotencyKey: key } as never });
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`The pool was saved` });
        return null;
      }}
    >
      <div className="flex flex-col gap-4 sm:col-span-2">
        <PickMany
          label={t`Members`}
          hint={t`People, teams and departments that see what waits and claim it`}
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
