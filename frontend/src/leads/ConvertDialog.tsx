import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { CircleAlertIcon } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { findAccounts } from "../accounts/findAccounts";
import { contactsOf } from "../contacts/findContacts";
import { BUYING_ROLE } from "../contacts/labels";
import { baseCurrency } from "../session/formats";
import { act, newKey } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import type { Choice } from "../ui/Combobox";
import { Dialog } from "../ui/Dialog";
import { ErrorState } from "../ui/ErrorState";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { MoneyInput } from "../ui/MoneyInput";
import { notify } from "../ui/notify";
import { Pick } from "../ui/Pick";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { useLabel } from "../ui/useLabel";
import { ConvertLeadDocument, LeadConversionDocument, type LeadFactsFragment } from "./leads.gen";
import { MatchList } from "./MatchList";
import type { Match } from "./useMatches";

type Props = { lead: LeadFactsFragment; onClose: () => void; onLog: () => void };

/** Turns a lead into an account, a contact and a deal: shows first what stands in the way, and whom we may know already. */
export function ConvertDialog({ lead, onClose, onLog }: Props) {
  const { t } = useLingui();
  const [{ data, error }, again] = useQuery({
    query: LeadConversionDocument,
    variables: { id: lead.id },
    requestPolicy: "network-only",
  });
  const way = data?.leadConversion;
  if (way && way.unmet.length === 0) return <Convert lead={lead} matches={way.matches} onClose={onClose} />;
  return (
    <Dialog
      open
      title={t`Convert this lead`}
      description={lead.name}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t`Close`}</Button>
          {way?.unmet.some((one) => one.code === "EVIDENCE_NEEDED") && (
            <Button look="primary" onClick={onLog}>
              {t`Log an activity`}
            </Button>
          )}
        </>
      }
    >
      {error ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : !way ? (
        <SkeletonRows rows={3} />
      ) : (
        <ul className="flex flex-col gap-2">
          {way.unmet.map((gap) => (
            <li key={gap.code} className="flex items-start gap-2 text-sm">
              <CircleAlertIcon className="mt-0.5 size-4 shrink-0 text-warn" />
              {gap.message}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

const asChoice = (match: Match): Choice => ({ value: match.id ?? "", label: match.title ?? "" });

function Convert({
  lead,
  matches,
  onClose,
}: {
  lead: LeadFactsFragment;
  matches: readonly Match[];
  onClose: () => void;
}) {
  const { t } = useLingui();
  const label = useLabel();
  const navigate = useNavigate();
  const [key] = useState(newKey);
  const known = (object: string) => matches.find((one) => one.object === object && one.id);
  const knownPerson = known("contact");
  const knownCompany = known("account");
  const [account, setAccount] = useState<Choice | null>(!knownPerson && knownCompany ? asChoice(knownCompany) : null);
  const [contact, setContact] = useState<Choice | null>(knownPerson ? asChoice(knownPerson) : null);
  const [role, setRole] = useState(lead.buyingRole as string | null);
  const [withDeal, setWithDeal] = useState(true);
  const [name, setName] = useState(lead.companyName ?? lead.name);
  const [amount, setAmount] = useState(lead.budget?.amount.replace(/\.00$/, "") ?? "");
  const [errors, setErrors] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const currency = lead.budget?.currency ?? baseCurrency();

  async function convert() {
    if (!role) return setErrors([t`Choose the buying role of this person`]);
    if (!account && !contact && !lead.companyName) return setErrors([t`Choose an account: the lead names no company`]);
    setBusy(true);
    const outcome = await act(ConvertLeadDocument, {
      input: {
        id: lead.id,
        version: lead.version,
        buyingRole: role as never,
        accountId: account?.value ?? null,
        contactId: contact?.value ?? null,
        // What is known stands above; whoever still asks for new records wants them.
        acknowledgeDuplicates: true,
        createDeal: withDeal,
        ...(withDeal ? { dealName: name.trim() || null, amount: amount ? { amount, currency } : null } : {}),
        idempotencyKey: key,
      },
    });
    setBusy(false);
    if (!outcome.ok) return setErrors(outcome.errors.map((one) => one.message));
    notify({ title: t`The lead was converted` });
    onClose();
    const made = outcome.payload.lead;
    if (made?.deal) void navigate({ to: "/deals/$dealId", params: { dealId: made.deal.id } });
    else if (made?.account) void navigate({ to: "/accounts/$accountId", params: { accountId: made.account.id } });
  }

  const company = lead.companyName;
  const personName = lead.name;
  return (
    <Dialog
      open
      title={t`Convert this lead`}
      description={lead.name}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" busy={busy} onClick={convert}>
            {t`Convert`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {matches.length > 0 && (
          <div className="flex flex-col gap-2 rounded-lg bg-warn-soft p-3">
            <p className="font-medium text-sm">{t`We may know them already`}</p>
            <MatchList matches={matches} />
          </div>
        )}
        <Field
          label={t`Account`}
          hint={account ? t`Only its empty fields are filled in.` : contact ? t`That of the contact.` : undefined}
        >
          <Pick
            value={account}
            onChange={setAccount}
            find={findAccounts}
            placeholder={contact ? t`That of the contact` : company ? t`New: ${company}` : t`Choose an account`}
          />
        </Field>
        <Field label={t`Contact`} hint={contact ? t`Only its empty fields are filled in.` : undefined}>
          <Pick
            value={contact}
            onChange={setContact}
            find={contactsOf(account?.value)}
            placeholder={t`New: ${personName}`}
          />
        </Field>
        <Field label={t`Buying role`} required>
          <Select
            label={t`Buying role`}
            value={role}
            onChange={setRole}
            options={Object.keys(BUYING_ROLE).map((value) => ({ value, label: label(BUYING_ROLE, value) }))}
          />
        </Field>
        <div className="flex flex-col gap-3 border-line border-t pt-3">
          <Checkbox checked={withDeal} onChange={setWithDeal}>
            {t`Open a deal`}
          </Checkbox>
          {withDeal && (
            <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_10rem]">
              <Field label={t`Name of the deal`}>
                <Input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
              </Field>
              <Field label={t`Amount`}>
                <MoneyInput value={amount} onChange={setAmount} unit={currency} />
              </Field>
            </div>
          )}
        </div>
        {errors.length > 0 && (
          <p role="alert" className="text-danger text-sm">
            {errors.join(" ")}
          </p>
        )}
      </div>
    </Dialog>
  );
}
