import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { finderOf } from "../lists/findLinked";
import { act } from "../sync/act";
import type { UserError } from "../sync/problems";
import { Button } from "../ui/Button";
import type { Choice } from "../ui/Combobox";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { PickMany } from "../ui/PickMany";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import { AddCampaignMembersDocument } from "./campaigns.gen";
import { MEMBER } from "./labels";

/** Puts leads and contacts into a campaign. */
export function MembersDialog({ campaignId, onClose }: { campaignId: string; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const [leads, setLeads] = useState<readonly Choice[]>([]);
  const [contacts, setContacts] = useState<readonly Choice[]>([]);
  const [status, setStatus] = useState("INVITED");
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const [busy, setBusy] = useState(false);
  const findLeads = useMemo(() => finderOf("lead"), []);
  const findContacts = useMemo(() => finderOf("contact"), []);

  async function send() {
    setBusy(true);
    const outcome = await act(AddCampaignMembersDocument, {
      input: {
        campaignId,
        leadIds: leads.map((one) => one.value),
        contactIds: contacts.map((one) => one.value),
        status: status as "INVITED",
      },
    });
    setBusy(false);
    if (outcome.ok) onClose();
    else setErrors(outcome.errors);
  }

  return (
    <Dialog
      open
      title={t`Add members`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            look="primary"
            busy={busy}
            disabled={leads.length + contacts.length === 0}
            onClick={() => void send()}
          >{t`Add`}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3.5">
        <PickMany label={t`Leads`} value={leads} onChange={setLeads} find={findLeads} />
        <PickMany label={t`Contacts`} value={contacts} onChange={setContacts} find={findContacts} />
        <Field label={t`Status`}>
          <Select
            value={status}
            options={Object.keys(MEMBER).map((value) => ({ value, label: label(MEMBER, value) }))}
            onChange={setStatus}
          />
        </Field>
        {errors.length > 0 && (
          <p role="alert" className="text-danger text-sm">
            {errors.map((one) => one.message).join(" ")}
          </p>
        )}
      </div>
    </Dialog>
  );
}
