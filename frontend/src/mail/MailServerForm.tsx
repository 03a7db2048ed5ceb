import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { act } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import { accountRecord, PasswordField, portOf, useAccountFields } from "./account";
import { SECURITY } from "./labels";
import { type MailServerRowFragment, SetMailServerDocument } from "./mail.gen";

type Props = { server?: MailServerRowFragment; onClose: () => void; onSet: () => void };

/** Which server takes the mail, who signs in, and whom mails come from. The password is written only; it is never shown again. */
export function MailServerForm({ server, onClose, onSet }: Props) {
  const { t } = useLingui();
  const account = useAccountFields({ host: t`SMTP server`, hint: t`Such as smtp.exmail.qq.com`, security: SECURITY });
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const fields = useMemo<FieldSpec[]>(
    () => [
      ...account,
      { name: "userName", label: t`User name`, kind: "text", max: 254, hint: t`Empty: without a sign-in.` },
      { name: "fromAddress", label: t`From address`, kind: "email", required: true, max: 254 },
      { name: "fromName", label: t`From name`, kind: "text", max: 100, hint: t`Weir when left empty.` },
    ],
    [t, account],
  );
  const record = useMemo(() => accountRecord(server), [server]);

  async function send(input: Record<string, unknown>) {
    const { host, security, userName, fromAddress, fromName } = server ?? {};
    const outcome = await act(SetMailServerDocument, {
      input: {
        // Only what was changed is sent by the form; the server wants the whole address.
        ...{ host, security, userName, fromAddress, fromName },
        ...input,
        port: portOf(input, server),
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
      title={t`Mail server`}
      fields={fields}
      record={record}
      known={!!server}
      touched={password !== ""}
      onClose={onClose}
      onSend={send}
    >
      <PasswordField
        value={password}
        known={!!server}
        hint={t`Many providers give an app password for SMTP.`}
        error={wrong}
        onChange={(typed) => {
          setPassword(typed);
          setWrong(null);
        }}
      />
    </RecordForm>
  );
}
