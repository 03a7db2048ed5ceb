import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { findCalendars } from "../calendars/findCalendars";
import { act, newKey } from "../sync/act";
import type { Choice } from "../ui/Combobox";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { PickMany } from "../ui/PickMany";
import { RecordForm } from "../ui/RecordForm";
import { findUsers } from "./findUsers";
import type { Member } from "./StructureSection";
import { CreateTeamDocument, type TeamRowFragment, UpdateTeamDocument } from "./structure.gen";

/** A team and who is in it. */
export function TeamForm({ team, onClose }: { team?: TeamRowFragment; onClose: () => void }) {
  const { t } = useLingui();
  const [key] = useState(newKey);
  const before = useMemo<readonly Choice[]>(
    () => ((team?.members ?? []) as Member[]).map((one) => ({ value: one.id, label: one.name })),
    [team],
  );
  const [members, setMembers] = useState(before);
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "name", label: t`Team name`, kind: "text", required: true, max: 100 },
      { name: "region", label: t`Region`, kind: "text", max: 100 },
      {
        name: "calendarId",
        label: t`Work calendar`,
        kind: "pick",
        find: findCalendars,
        hint: t`Empty: the organisation's.`,
        wide: true,
      },
    ],
    [t],
  );
  const record = useMemo(() => {
    const calendar = team?.calendar;
    return { ...team, calendarId: calendar ? { value: calendar.id, label: calendar.name } : null };
  }, [team]);
  return (
    <RecordForm
      kind="dialog"
      title={team ? t`Edit team` : t`New team`}
      fields={fields}
      record={record}
      known={!!team}
      touched={members !== before}
      onClose={onClose}
      onSend={async (input) => {
        const memberIds = members.map((one) => one.value);
        const outcome = team
          ? await act(UpdateTeamDocument, {
              input: { id: team.id, version: team.version, ...input, memberIds } as never,
            })
          : await act(CreateTeamDocument, { input: { ...input, memberIds, idempotencyKey: key } as never });
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`The team was saved` });
        return null;
      }}
    >
      <div className="sm:col-span-2">
        <PickMany label={t`Team members`} value={members} onChange={setMembers} find={findUsers} />
      </div>
    </RecordForm>
  );
}
