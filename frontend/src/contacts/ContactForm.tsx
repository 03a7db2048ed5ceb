import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { findAccounts } from "../accounts/findAccounts";
import { useCustomForm } from "../records/useCustom";
import { useKnown } from "../records/useKnown";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { type ContactFactsFragment, CreateContactDocument, UpdateContactDocument } from "./contacts.gen";

type Props = { contact?: ContactFactsFragment; accountId?: string; onClose: () => void };

/** Makes or edits a person at a customer. */
export function ContactForm({ contact, accountId, onClose }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [key] = useState(newKey);
  const account = useKnown(accountId);
  const masked = contact?.maskedFields;
  const fields = useMemo<FieldSpec[]>(() => {
    const hidden = (name: string) => (masked?.includes(name) ? { disabled: true, hint: t`Masked for you` } : {});
    return [
      { name: "name", label: t`Full name`, kind: "text", required: true, max: 100 },
      { name: "title", label: t`Job title`, kind: "text", max: 100 },
      { name: "accountId", label: t`Account`, kind: "pick", required: true, find: findAccounts, wide: true },
      { name: "mobile", label: t`Mobile`, kind: "tel", ...hidden("mobile") },
      { name: "phone", label: t`Phone`, kind: "tel", ...hidden("phone") },
      { name: "email", label: t`E-mail`, kind: "email", ...hidden("email") },
      { name: "wechat", label: t`WeChat`, kind: "text", max: 100, ...hidden("wechat") },
      { name: "birthday", label: t`Birthday`, kind: "date" },
      { name: "tags", label: t`Tags`, kind: "tags", hint: t`Separate with commas` },
      { name: "isPrimary", label: t`Main contact`, kind: "check" },
      { name: "doNotCall", label: t`Does not want calls`, kind: "check" },
      { name: "doNotEmail", label: t`Does not want e-mail`, kind: "check" },
      { name: "description", label: t`Description`, kind: "area", wide: true },
    ];
  }, [t, masked]);
  const record = useMemo(
    () =>
      contact
        ? { ...contact, accountId: contact.account && { value: contact.account.id, label: contact.account.name } }
        : { accountId: account },
    [contact, account],
  );
  const form = useCustomForm("contact", contact?.id, fields, record);
  if (form.waits || (accountId && !account)) return null;
  return (
    <RecordForm
      title={contact ? t`Edit contact` : t`New contact`}
      description={contact?.name}
      fields={form.fields}
      record={form.record}
      known={!!contact}
      onClose={onClose}
      onSend={async (input) => {
        if (contact) {
          const outcome = await act(UpdateContactDocument, {
            input: { id: contact.id, version: contact.version, ...input } as never,
          });
          return outcome.ok ? null : outcome.errors;
        }
        const outcome = await act(CreateContactDocument, { input: { ...input, idempotencyKey: key } as never });
        if (!outcome.ok) return outcome.errors;
        const id = outcome.payload.contact?.id;
        notify({ title: t`Contact created` });
        if (id && !accountId) queueMicrotask(() => navigate({ to: "/contacts/$contactId", params: { contactId: id } }));
        return null;
      }}
    />
  );
}
