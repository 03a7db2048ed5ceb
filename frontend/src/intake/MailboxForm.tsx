import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { accountRecord, PasswordField, portOf, useAccountFields } from "../mail/account";
import { act } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import { type LeadMailboxRowFragment, SetLeadMailboxDocument } from "./intake.gen";
import { SECURITY } from "./labels";

type Props = { sourceId: string; box?: LeadMailboxRowFragment; onClose: () => void; onSet: () => void };

/** Where the mailbox of a source is and who signs in. The password is written only; it is never shown again. */
export function MailboxForm({ sourceId, box, onClose, onSet }: Props) {
  const { t } = useLingui();
  const account = useAccountFields({ host: t`IMAP server`, hint: t`Such as imap.exmail.qq.com`, security: SECURITY });
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const fields = useMemo<FieldSpec[]>(
    () => [
      ...account,
      { name: "folder", label: t`Folder`, kind: "text", max: 200, hint: t`INBOX when left empty.` },
      { name: "userName", label: t`User name`, kind: "text", required: true, max: 254, wide: true },
    ],
    [t, account],
  );
  const record = useMemo(() => accountRecord(box), [box]);

  async function send(input: Record<string, unknown>) {
    // Only what was changed is sent by the form; the server wants the whole address.
    const whole = { host: box?.host, security: box?.security, userName: box?.userName, folder: box?.folder, ...input };
    const outcome = await act(SetLeadMailboxDocument, {
      input: {
        ...whole,
        port: portOf(input, box),
        sourceId,
        password: password || null,
      } as never,
    });
    if (!outcome.ok) {
      setWrong(outcome.errors.find((one) => one.field.includes("password"))?.message ?? null);
      return outcome.errors;
    }
    onSet();
    return null;
  }

  return (
    <RecordForm
      kind="dialog"
      title={t`The mailbox of this source`}
      description={t`Mails that arrive from now on become leads and are marked as read; they stay in the mailbox.`}
      fields={fields}
      record={record}
      known={!!box}
      touched={password !== ""}
      onClose={onClose}
      onSend={send}
    >
      <PasswordField
        value={password}
        known={!!box}
        required={!box}
        hint={t`Many providers give an app password for IMAP.`}
        error={wrong}
        onChange={(typed) => {
          setPassword(typed);
          setWrong(null);
        }}
      />
    </RecordForm>
  );
}
