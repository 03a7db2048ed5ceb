import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { act } from "../sync/act";
import { Field } from "../ui/Field";
import type { FieldSpec } from "../ui/formFields";
import { Input } from "../ui/Input";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { SECURITY } from "./labels";
import { type MailServerRowFragment, SetMailServerDocument } from "./mail.gen";

type Props = { server?: MailServerRowFragment; onClose: () => void; onSet: () => void };

/** Which server takes the mail, who signs in, and whom mails come from. The password is written only; it is never shown again. */
export function MailServerForm({ server, onClose, onSet }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const fields = useMemo<FieldSpec[]>(
    () => [
      {
        name: "host",
        label: t`SMTP server`,
        kind: "text",
        required: true,
        max: 253,
        hint: t`Such as smtp.exmail.qq.com`,
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
      { name: "userName", label: t`User name`, kind: "text", max: 254, hint: t`Empty: without a sign-in.` },
      { name: "fromAddress", label: t`From address`, kind: "email", required: true, max: 254 },
      { name: "fromName", label: t`From name`, kind: "text", max: 100, hint: t`Weir when left empty.` },
    ],
    [t, label],
  );
  const record = useMemo(
    () => (server ? { ...server, port: server.port === null ? "" : String(server.port) } : { security: "TLS" }),
    [server],
  );

  async function send(input: Record<string, unknown>) {
    const port = input.port === undefined || input.port === null || input.port === "" ? null : Number(input.port);
    const { host, security, userName, fromAddress, fromName } = server ?? {};
    const outcome = await act(SetMailServerDocument, {
      input: {
        // Only what was changed is sent by the form; the server wants the whole address.
        ...{ host, security, userName, fromAddress, fromName },
        ...input,
        // Another encryption has another usual port.
        port: "port" in input ? port : "security" in input ? null : (server?.port ?? null),
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
      <Field
        className="sm:col-span-2"
        label={t`Password or app password`}
        error={wrong ?? undefined}
        hint={server ? t`The one that is kept when left empty.` : t`Many providers give an app password for SMTP.`}
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
