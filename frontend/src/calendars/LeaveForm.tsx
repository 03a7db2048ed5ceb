import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { findUsers } from "../identity/findUsers";
import { useViewer } from "../session/viewer";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { CreateLeaveDocument, type LeaveRowFragment, UpdateLeaveDocument } from "./calendars.gen";

const choice = (one?: { id: string; name: string } | null) => (one ? { value: one.id, label: one.name } : null);

/** When somebody is away, and who gets what would have come to them. */
export function LeaveForm({ leave, onClose }: { leave?: LeaveRowFragment; onClose: () => void }) {
  const { t } = useLingui();
  const { user } = useViewer();
  const [key] = useState(newKey);
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "userId", label: t`Who is away`, kind: "pick", required: true, find: findUsers },
      { name: "coverUserId", label: t`Covered by`, kind: "pick", find: findUsers },
      { name: "startsAt", label: t`From`, kind: "datetime", required: true },
      { name: "endsAt", label: t`Until`, kind: "datetime", hint: t`Empty: until further notice.` },
      { name: "note", label: t`Note`, kind: "text", max: 200, wide: true },
    ],
    [t],
  );
  const record = useMemo(
    () => ({ ...leave, userId: choice(leave?.user ?? user), coverUserId: choice(leave?.coverUser) }),
    [leave, user],
  );
  return (
    <RecordForm
      kind="dialog"
      title={leave ? t`Edit leave` : t`New leave`}
      fields={fields}
      record={record}
      known={!!leave}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = leave
          ? await act(UpdateLeaveDocument, { input: { id: leave.id, version: leave.version, ...input } as never })
          : await act(CreateLeaveDocument, { input: { ...input, idempotencyKey: key } as never });
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`The leave was saved` });
        return null;
      }}
    />
  );
}
