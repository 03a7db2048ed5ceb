import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { findAccounts } from "../accounts/findAccounts";
import { findUsers } from "../identity/findUsers";
import { finderOf } from "../lists/findLinked";
import { nameOf } from "../records/nameOf";
import { baseCurrency } from "../session/formats";
import { useViewer } from "../session/viewer";
import { act, newKey } from "../sync/act";
import { client } from "../sync/client";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import {
  type ContractFactsFragment,
  CreateContractDocument,
  DealForContractDocument,
  UpdateContractDocument,
} from "./contracts.gen";
import { findContracts } from "./findContracts";
import { CONTRACT_TYPE } from "./labels";

const findDeals = finderOf("deal");
const findContacts = finderOf("contact");
const choice = (one: { id: string; name: string } | null | undefined) => one && { value: one.id, label: one.name };

/** Makes or edits a contract. What was signed is no longer among its fields; `about` is the deal or the account it is made of. */
export function ContractForm({
  contract,
  about,
  onClose,
}: {
  contract?: ContractFactsFragment;
  about?: string;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const label = useLabel();
  const navigate = useNavigate();
  const { user } = useViewer();
  const [key] = useState(newKey);
  const start = useStart(about);
  const signed = !!contract?.signedOn;
  const currency = contract?.amount?.currency ?? start?.amount?.currency ?? baseCurrency();
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "name", label: t`Name`, kind: "text", required: true, max: 200, wide: true },
      ...(signed
        ? []
        : ([
            { name: "accountId", label: t`Account`, kind: "pick", required: true, find: findAccounts },
            { name: "dealId", label: t`Deal`, kind: "pick", find: findDeals },
            { name: "amount", label: t`Contract amount`, kind: "money", currency },
            {
              name: "type",
              label: t`Type`,
              kind: "select",
              required: true,
              options: Object.keys(CONTRACT_TYPE).map((value) => ({ value, label: label(CONTRACT_TYPE, value) })),
            },
            { name: "startDate", label: t`Starts`, kind: "date" },
          ] satisfies FieldSpec[])),
      { name: "endDate", label: t({ message: "Ends", context: "a contract" }), kind: "date" },
      ...(signed
        ? []
        : ([{ name: "signerContactId", label: t`Signed by`, kind: "pick", find: findContacts }] satisfies FieldSpec[])),
      { name: "renewalOfId", label: t`Renews`, kind: "pick", find: findContracts },
      ...(contract
        ? []
        : ([{ name: "ownerId", label: t`Owner`, kind: "pick", find: findUsers }] satisfies FieldSpec[])),
      { name: "tags", label: t`Tags`, kind: "tags", hint: t`Separate with commas`, wide: true },
      { name: "description", label: t`Description`, kind: "area", wide: true },
    ],
    [t, label, contract, signed, currency],
  );
  const record = useMemo(
    () =>
      contract
        ? {
            ...contract,
            accountId: choice(contract.account),
            dealId: choice(contract.deal),
            signerContactId: choice(contract.signerContact),
            renewalOfId: choice(contract.renewalOf),
          }
        : { type: "SALES", ownerId: { value: user.id, label: user.name }, ...start },
    [contract, start, user],
  );
  if (!contract && !start) return null;
  return (
    <RecordForm
      title={contract ? t`Edit contract` : t`New contract`}
      description={contract?.name}
      fields={fields}
      record={record}
      known={!!contract}
      onClose={onClose}
      onSend={async (input) => {
        if (contract) {
          const given = { id: contract.id, version: contract.version, ...input };
          const outcome = await act(UpdateContractDocument, { input: given as never });
          return outcome.ok ? null : outcome.errors;
        }
        const sent = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
        const outcome = await act(CreateContractDocument, { input: { ...sent, idempotencyKey: key } as never });
        if (!outcome.ok) return outcome.errors;
        const id = outcome.payload.contract?.id;
        notify({ title: t`Contract created` });
        if (id) queueMicrotask(() => navigate({ to: "/contracts/$contractId", params: { contractId: id } }));
        return null;
      }}
    />
  );
}

type Start = Record<string, unknown> & { amount?: { amount: string; currency: string } | null };

/** What a new contract begins with: of a deal its customer, name and amount, of an account that. Undefined until it is known. */
function useStart(about: string | undefined): Start | undefined {
  const [start, setStart] = useState<Start | undefined>(about ? undefined : {});
  useEffect(() => {
    if (!about) return;
    let current = true;
    const keep = (found: Start) => current && setStart(found);
    if (about.startsWith("account_"))
      void nameOf(about).then((name) => keep({ accountId: { value: about, label: name } }));
    else
      void client
        .query(DealForContractDocument, { id: about })
        .toPromise()
        .then(({ data }) => {
          const deal = data?.deal;
          keep(
            deal ? { name: deal.name, amount: deal.amount, dealId: choice(deal), accountId: choice(deal.account) } : {},
          );
        });
    return () => {
      current = false;
    };
  }, [about]);
  return start;
}
