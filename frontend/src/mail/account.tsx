import type { MessageDescriptor } from "@lingui/core";
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { Field } from "../ui/Field";
import type { FieldSpec } from "../ui/formFields";
import { Input } from "../ui/Input";
import { useLabel } from "../ui/useLabel";

type Words = { host: string; hint: string; security: Record<string, MessageDescriptor> };
type Account = { host?: string | null; security?: string | null; port?: number | null };

/** The fields that say where a server of mails is. */
export function useAccountFields({ host, hint, security }: Words): FieldSpec[] {
  const { t } = useLingui();
  const label = useLabel();
  return useMemo<FieldSpec[]>(
    () => [
      { name: "host", label: host, kind: "text", required: true, max: 253, hint },
      {
        name: "security",
        label: t`Encryption`,
        kind: "select",
        required: true,
        options: Object.keys(security).map((value) => ({ value, label: label(security, value) })),
      },
      {
        name: "port",
        label: t`Port`,
        kind: "number",
        min: 1,
        maxValue: 65_535,
        hint: t`The usual one when left empty.`,
      },
    ],
    [t, label, host, hint, security],
  );
}

/** An account as its form holds it; a new one is encrypted. */
export const accountRecord = <A extends Account>(account?: A) =>
  account
    ? { ...account, port: account.port === null || account.port === undefined ? "" : String(account.port) }
    : { security: "TLS" };

/** The port to send: the one typed, the usual one of another encryption, or the one there was. */
export function portOf(input: Record<string, unknown>, account?: Account): number | null {
  if ("port" in input)
    return input.port === null || input.port === undefined || input.port === "" ? null : Number(input.port);
  return "security" in input ? null : (account?.port ?? null);
}

type PasswordProps = {
  value: string;
  known: boolean;
  hint: string;
  required?: boolean;
  error?: string | null;
  onChange: (password: string) => void;
};

/** The password of an account: written only, never shown again. */
export function PasswordField({ value, known, hint, required, error, onChange }: PasswordProps) {
  const { t } = useLingui();
  return (
    <Field
      className="sm:col-span-2"
      label={t`Password or app password`}
      required={required}
      error={error ?? undefined}
      hint={known ? t`The one that is kept when left empty.` : hint}
    >
      <Input
        type="password"
        autoComplete="new-password"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
