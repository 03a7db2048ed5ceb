import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { TriangleAlertIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { findAccounts } from "../accounts/findAccounts";
import { contactsOf } from "../contacts/findContacts";
import { BUYING_ROLE } from "../contacts/labels";
import { useCustomForm } from "../records/useCustom";
import { act, newKey } from "../sync/act";
import type { FieldSpec, FormValues } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { INTENT } from "./labels";
import { CreateLeadDocument, type LeadFactsFragment, UpdateLeadDocument } from "./leads.gen";
import { MatchList } from "./MatchList";
import { useMatches } from "./useMatches";

const findContacts = contactsOf();
type Props = { lead?: LeadFactsFragment; onClose: () => void };

/** Enters or edits a lead; while it is typed it says who is known already. */
export function LeadForm({ lead, onClose }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const navigate = useNavigate();
  const [key] = useState(newKey);
  const masked = lead?.maskedFields;
  const fields = useMemo<FieldSpec[]>(() => {
    const hidden = (name: string) => (masked?.includes(name) ? { disabled: true, hint: t`Masked for you` } : {});
    const options = (labels: Parameters<typeof label>[0]) =>
      Object.keys(labels).map((value) => ({ value, label: label(labels, value) }));
    return [
      { name: "name", label: t`Full name`, kind: "text", required: true, max: 100 },
      { name: "title", label: t`Job title`, kind: "text", max: 100 },
      { name: "companyName", label: t`Company`, kind: "text", max: 200, wide: true },
      { name: "mobile", label: t`Mobile`, kind: "tel", ...hidden("mobile") },
      { name: "phone", label: t`Phone`, kind: "tel", ...hidden("phone") },
      { name: "email", label: t`E-mail`, kind: "email", ...hidden("email") },
      { name: "wechat", label: t`WeChat`, kind: "text", max: 60, ...hidden("wechat") },
      { name: "source", label: t`Source`, kind: "text", max: 100 },
      { name: "sourceDetail", label: t`Source detail`, kind: "text", max: 300 },
      { name: "referrerAccountId", label: t`Referred by account`, kind: "pick", find: findAccounts },
      {
        name: "referrerContactId",
        label: t`Referred by contact`,
        kind: "pick",
        find: findContacts,
        hint: t`Their account is named by itself.`,
      },
      { name: "industry", label: t`Industry`, kind: "text", max: 100 },
      { name: "region", label: t`Region`, kind: "text", max: 100 },
      { name: "intent", label: t`Intent`, kind: "select", options: options(INTENT) },
      { name: "buyingRole", label: t`Buying role`, kind: "select", options: options(BUYING_ROLE) },
      { name: "problems", label: t`Problems`, kind: "tags", hint: t`Separate with commas`, wide: true },
      { name: "incumbent", label: t`Incumbent or competitor`, kind: "text", max: 200, wide: true },
      { name: "nextFollowUpAt", label: t`Next follow-up`, kind: "datetime" },
      { name: "tags", label: t`Tags`, kind: "tags", hint: t`Separate with commas` },
      { name: "description", label: t`Description`, kind: "area", wide: true },
      { name: "doNotContact", label: t`Does not want to be contacted`, kind: "check" },
    ];
  }, [t, label, masked]);
  const record = useMemo(() => {
    const choice = (one: { id: string; name: string } | null) => (one ? { value: one.id, label: one.name } : null);
    return (
      lead && {
        ...lead,
        referrerAccountId: choice(lead.referrerAccount),
        referrerContactId: choice(lead.referrerContact),
      }
    );
  }, [lead]);
  const form = useCustomForm("lead", lead?.id, fields, record);

  async function send(input: Record<string, unknown>) {
    if (lead) {
      const outcome = await act(UpdateLeadDocument, {
        input: { id: lead.id, version: lead.version, ...input } as never,
      });
      return outcome.ok ? null : outcome.errors;
    }
    const outcome = await act(CreateLeadDocument, { input: { ...input, idempotencyKey: key } as never });
    if (!outcome.ok) return outcome.errors;
    const { lead: made, isAttached } = outcome.payload;
    if (!made) notify({ title: t`A colleague has this lead already; they were told` });
    else {
      notify({ title: isAttached ? t`This lead was known: your entry was added to it` : t`Lead created` });
      queueMicrotask(() => navigate({ to: "/leads/$leadId", params: { leadId: made.id } }));
    }
    return null;
  }

  if (form.waits) return null;
  return (
    <RecordForm
      title={lead ? t`Edit lead` : t`New lead`}
      description={lead?.name}
      fields={form.fields}
      record={form.record}
      known={!!lead}
      onClose={onClose}
      onSend={send}
      beside={lead ? undefined : (values) => <Known values={values} />}
    />
  );
}

function Known({ values }: { values: FormValues }) {
  const { t } = useLingui();
  const text = (name: string) => (typeof values[name] === "string" ? values[name] : undefined);
  const matches = useMatches({
    mobile: text("mobile"),
    phone: text("phone"),
    email: text("email"),
    companyName: text("companyName"),
    region: text("region"),
  });
  const exact = matches.some((one) => one.object === "lead" && one.strength === "EXACT");
  return (
    <div aria-live="polite" className="sticky -bottom-4 z-1 -mx-1 pb-1 empty:hidden sm:col-span-2">
      {matches.length > 0 && (
        <div className="flex flex-col gap-2 rounded-lg border border-line bg-warn-soft p-3 shadow-float">
          <p className="flex items-start gap-2 font-medium text-sm">
            <TriangleAlertIcon className="mt-0.5 size-4 shrink-0 text-warn" />
            {exact
              ? t`This lead exists. Saving adds your entry to it and tells whoever has it.`
              : t`There may be a record of this already`}
          </p>
          <MatchList matches={matches} />
        </div>
      )}
    </div>
  );
}
