import { useLingui } from "@lingui/react/macro";
import { useEffect, useMemo, useState } from "react";
import { findSigned } from "../contracts/findContracts";
import { nameOf } from "../records/nameOf";
import { baseCurrency, dayOf } from "../session/formats";
import { act, newKey } from "../sync/act";
import type { Choice } from "../ui/Combobox";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { METHOD } from "./labels";
import { CreatePaymentDocument, type PaymentRowFragment, UpdatePaymentDocument } from "./payments.gen";

type Props = {
  payment?: PaymentRowFragment;
  contractId?: string;
  /** What the contract is in; the server says when another one was meant. */
  currency?: string;
  onClose: () => void;
};

/** Records money that came in, or corrects it while finance has not answered. Made to be filled in on a phone. */
export function PaymentForm({ payment, contractId, currency, onClose }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const [key] = useState(newKey);
  const [contract, setContract] = useState<Choice | null>(null);
  useEffect(() => {
    if (contractId) void nameOf(contractId).then((name) => setContract({ value: contractId, label: name }));
  }, [contractId]);
  const unit = payment?.amount?.currency ?? currency ?? baseCurrency();
  const fields = useMemo<FieldSpec[]>(
    () => [
      ...(payment
        ? []
        : [
            {
              name: "contractId",
              label: t`Contract`,
              kind: "pick" as const,
              required: true,
              find: findSigned,
              wide: true,
              disabled: !!contractId,
            },
          ]),
      { name: "amount", label: t`Amount`, kind: "money", required: true, currency: unit },
      { name: "receivedOn", label: t`Received on`, kind: "date", required: true },
      {
        name: "method",
        label: t({ message: "Method", context: "how money came" }),
        kind: "select",
        required: true,
        options: Object.keys(METHOD).map((value) => ({ value, label: label(METHOD, value) })),
      },
      { name: "payerName", label: t`Payer`, kind: "text", max: 200 },
      { name: "bankRef", label: t`Bank reference`, kind: "text", max: 100 },
      { name: "note", label: t`Note`, kind: "area", wide: true },
    ],
    [t, label, payment, contractId, unit],
  );
  const record = useMemo(
    () => (payment ? { ...payment } : { contractId: contract, receivedOn: dayOf(), method: "TRANSFER" }),
    [payment, contract],
  );
  if (contractId && !contract) return null;
  return (
    <RecordForm
      kind="dialog"
      title={payment ? t`Correct the payment` : t`Record a payment`}
      description={payment?.number ?? contract?.label}
      fields={fields}
      record={record}
      known={!!payment}
      onClose={onClose}
      onSend={async (input) => {
        if (payment) {
          const given = { id: payment.id, version: payment.version, ...input };
          const outcome = await act(UpdatePaymentDocument, { input: given as never });
          return outcome.ok ? null : outcome.errors;
        }
        const given = { ...input, contractId: contractId ?? input.contractId, idempotencyKey: key };
        const outcome = await act(CreatePaymentDocument, { input: given as never });
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`Recorded: finance confirms it` });
        return null;
      }}
    />
  );
}
