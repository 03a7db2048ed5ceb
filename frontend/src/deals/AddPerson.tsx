import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { contactsOf } from "../contacts/findContacts";
import { BUYING_ROLE } from "../contacts/labels";
import { act } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { AddDealContactDocument, type DealPageQuery } from "./deals.gen";

type Deal = NonNullable<DealPageQuery["deal"]>;

/** Names a contact and the role in the purchase. */
export function AddPerson({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const accountId = deal.account?.id;
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "contactId", label: t`Contact`, kind: "pick", required: true, find: contactsOf(accountId), wide: true },
      {
        name: "role",
        label: t`Role in the purchase`,
        kind: "select",
        required: true,
        options: Object.keys(BUYING_ROLE).map((value) => ({ value, label: label(BUYING_ROLE, value) })),
      },
      { name: "isPrimary", label: t`Main contact`, kind: "check" },
    ],
    [t, label, accountId],
  );
  return (
    <RecordForm
      kind="dialog"
      title={t`Add a person`}
      description={deal.name}
      fields={fields}
      submit={t`Add`}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = await act(AddDealContactDocument, { input: { dealId: deal.id, ...input } as never });
        return outcome.ok ? null : outcome.errors;
      }}
    />
  );
}
