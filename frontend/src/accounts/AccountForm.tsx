import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { findUsers } from "../identity/findUsers";
import { useCustomForm } from "../records/useCustom";
import { baseCurrency } from "../session/formats";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { type AccountFactsFragment, CreateAccountDocument, UpdateAccountDocument } from "./accounts.gen";
import { findAccounts } from "./findAccounts";
import { ACCOUNT_TIER, ACCOUNT_TYPE } from "./labels";

/** Makes or edits a company. */
export function AccountForm({ account, onClose }: { account?: AccountFactsFragment; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const navigate = useNavigate();
  const [key] = useState(newKey);
  const currency = account?.revenue?.currency ?? baseCurrency();
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "name", label: t`Name`, kind: "text", required: true, max: 200, wide: true },
      {
        name: "type",
        label: t`Type`,
        kind: "select",
        required: true,
        options: Object.keys(ACCOUNT_TYPE).map((value) => ({ value, label: label(ACCOUNT_TYPE, value) })),
      },
      {
        name: "tier",
        label: t({ message: "Tier", context: "of an account" }),
        kind: "select",
        options: Object.keys(ACCOUNT_TIER).map((value) => ({ value, label: label(ACCOUNT_TIER, value) })),
      },
      { name: "industry", label: t`Industry`, kind: "text", max: 100 },
      { name: "region", label: t`Region`, kind: "text", max: 100 },
      { name: "phone", label: t`Phone`, kind: "tel" },
      { name: "website", label: t`Website`, kind: "url", max: 300 },
      { name: "unifiedCreditCode", label: t`Unified credit code`, kind: "text", max: 18 },
      { name: "employees", label: t`Employees`, kind: "number" },
      { name: "revenue", label: t`Annual revenue`, kind: "money", currency },
      { name: "parentId", label: t`Parent company`, kind: "pick", find: findAccounts },
      { name: "source", label: t`Source`, kind: "text", max: 100 },
      { name: "address", label: t`Address`, kind: "text", max: 300, wide: true },
      { name: "tags", label: t`Tags`, kind: "tags", hint: t`Separate with commas`, wide: true },
      ...(account
        ? []
        : [
            { name: "ownerId", label: t`Owner`, kind: "pick" as const, find: findUsers, hint: t`You, when left empty` },
          ]),
      { name: "description", label: t`Description`, kind: "area", wide: true },
    ],
    [t, label, currency, account],
  );
  const record = useMemo(
    () =>
      account
        ? { ...account, parentId: account.parent && { value: account.parent.id, label: account.parent.name } }
        : { type: "PROSPECT" },
    [account],
  );
  const form = useCustomForm("account", account?.id, fields, record);
  if (form.waits) return null;
  return (
    <RecordForm
      title={account ? t`Edit account` : t`New account`}
      description={account?.name}
      fields={form.fields}
      record={form.record}
      known={!!account}
      onClose={onClose}
      onSend={async (input) => {
        if (account) {
          const outcome = await act(UpdateAccountDocument, {
            input: { id: account.id, version: account.version, ...input } as never,
          });
          return outcome.ok ? null : outcome.errors;
        }
        if (!input.ownerId) delete input.ownerId;
        const outcome = await act(CreateAccountDocument, { input: { ...input, idempotencyKey: key } as never });
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`Account created` });
        const id = outcome.payload.account?.id;
        if (id) queueMicrotask(() => navigate({ to: "/accounts/$accountId", params: { accountId: id } }));
        return null;
      }}
    />
  );
}
