import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { act } from "../sync/act";
import { Field } from "../ui/Field";
import type { FieldSpec } from "../ui/formFields";
import { Input } from "../ui/Input";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { type LeadMailboxRowFragment, SetLeadMailboxDocument } from "./intake.gen";
import { SECURITY } from "./labels";

type Props = { sourceId: string; box?: LeadMailboxRowFragment; onClose: () => void; onSet: () => void };

/** Where the mailbox of a source is and who signs in. The password is written only; it is never shown again. */
export function MailboxForm({ sourceId, box, onClose, onSet }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const fields = useMemo<FieldSpec[]>(
    () => [
      {
        name: "host",
        label: t`IMAP server`,
        kind: "text",
        required: true,
        max: 253,
        hint: t`Such as imap.exmail.qq.com`,
      },
      {
        name: "security",
        label: t`Encryption`,
        kind: "select",
        required: true,
        options: Object.keys(SECURITY).map((value) => ({ value, label: label(SECURITY, value) })),
      },
      {
        name: "port",
        label: t`Port`,
        kind: "number",
        min: 1,
        maxValue: 65_535,
        hint: t`The usual one when left empty.`,
      },
      { name: "folder", label: t`Folder`, kind: "text", max: 200, hint: t`INBOX when left empty.` },
      { name: "userName", label: t`User name`, kind: "text", required: true, max: 254, wide: true },
    ],
    [t, label],
  );
  const record = useMemo(
    () => (box ? { ...box, port: box.port === null ? "" : String(box.port) } : { security: "TLS" }),
    [box],
  );

  async function send(input: Record<string, unknown>) {
    const port = input.port === undefined || input.port === null || input.port === "" ? null : Number(input.port);
    // Only what was changed is sent by the form; the server wants the whole address.
    const whole = { host: box?.host, security: box?.security, userName: box?.userName, folder: box?.folder, ...input };
    const outcome = await act(SetLeadMailboxDocument, {
      input: {
        ...whole,
        // Another encryption has another usual port.
        port: "port" in input ? port : "security" in input ? null : (box?.port ?? null),
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
      <Field
        className="sm:col-span-2"
        label={t`Password or app password`}
        required={!box}
        error={wrong ?? undefined}
        hint={box ? t`The one that is kept when left empty.` : t`Many providers give an app password for IMAP.`}
      >
        <Input
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={(event) => {
            setPassword(event.target.value);
            setWrong(null);
          }}
        />
      </Field>
    </RecordForm>
  );
}
