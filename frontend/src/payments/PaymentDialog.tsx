import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { money } from "../session/formats";
import { act } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import { type PaymentRowFragment, RejectPaymentDocument, ReversePaymentDocument } from "./payments.gen";

type Props = { payment: PaymentRowFragment; verb: "reject" | "reverse"; onClose: () => void };

/** Says why a payment does not count. */
export function PaymentDialog({ payment, verb, onClose }: Props) {
  const { t } = useLingui();
  const rejects = verb === "reject";
  const fields = useMemo<FieldSpec[]>(
    () => [{ name: "reason", label: t`Reason`, kind: "area", required: true, max: 500, wide: true }],
    [t],
  );
  return (
    <RecordForm
      kind="dialog"
      title={rejects ? t`Reject this payment` : t`Reverse this payment`}
      description={`${payment.number} · ${money(payment.amount?.amount, payment.amount?.currency)}`}
      fields={fields}
      submit={rejects ? t`Reject` : t`Reverse`}
      onClose={onClose}
      onSend={async (input) => {
        const given = { input: { id: payment.id, version: payment.version, ...input } as never };
        const outcome = await (rejects ? act(RejectPaymentDocument, given) : act(ReversePaymentDocument, given));
        return outcome.ok ? null : outcome.errors;
      }}
    />
  );
}
