import { Trans, useLingui } from "@lingui/react/macro";
import { CheckIcon, EllipsisVerticalIcon, PencilIcon, PlusIcon, UndoIcon, XIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { date, money } from "../session/formats";
import { useCan, useViewer } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { Button, IconButton } from "../ui/Button";
import { Menu, type MenuEntry } from "../ui/Menu";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import { METHOD } from "./labels";
import { PaymentBadge } from "./PaymentBadge";
import { ConfirmPaymentDocument, type PaymentRowFragment } from "./payments.gen";

const PaymentForm = lazy(() => import("./PaymentForm").then((module) => ({ default: module.PaymentForm })));
const PaymentDialog = lazy(() => import("./PaymentDialog").then((module) => ({ default: module.PaymentDialog })));

type Props = {
  contractId: string;
  currency?: string;
  payments: readonly PaymentRowFragment[];
  /** Money comes in for signed contracts. */
  isOpen: boolean;
  onChanged: () => void;
};
type Opened = { name: "new" } | { name: "edit" | "reject" | "reverse"; payment: PaymentRowFragment };

/** What came in for a contract, and what finance says of it. */
export function PaymentList({ contractId, currency, payments, isOpen, onChanged }: Props) {
  const { t } = useLingui();
  const mayRecord = useCan("payment.create") && isOpen;
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => {
    setOpened(null);
    onChanged();
  };
  return (
    <Section
      title={t`Payments`}
      actions={
        mayRecord && (
          <Button look="ghost" icon={<PlusIcon />} onClick={() => setOpened({ name: "new" })}>
            <Trans>Record a payment</Trans>
          </Button>
        )
      }
    >
      {payments.length === 0 && (
        <p className="text-ink-3 text-sm">
          {isOpen ? t`Nothing has come in yet.` : t`Payments can be recorded once the contract is signed.`}
        </p>
      )}
      <ul className="divide-y divide-line">
        {payments.map((one) => (
          <PaymentLine key={one.id} payment={one} onOpen={setOpened} onChanged={onChanged} />
        ))}
      </ul>
      <Suspense>
        {opened?.name === "new" && <PaymentForm contractId={contractId} currency={currency} onClose={close} />}
        {opened?.name === "edit" && <PaymentForm payment={opened.payment} onClose={close} />}
        {(opened?.name === "reject" || opened?.name === "reverse") && (
          <PaymentDialog payment={opened.payment} verb={opened.name} onClose={close} />
        )}
      </Suspense>
    </Section>
  );
}

type LineProps = { payment: PaymentRowFragment; onOpen: (opened: Opened) => void; onChanged: () => void };

function PaymentLine({ payment, onOpen, onChanged }: LineProps) {
  const { t } = useLingui();
  const label = useLabel();
  const { user } = useViewer();
  const mayConfirm = useCan("payment.confirm");
  const [busy, setBusy] = useState(false);
  const { number, status, amount, receivedOn, method, payerName, bankRef, reason, unallocated } = payment;
  const waits = status === "IN_APPROVAL";
  const prepaid = Number(unallocated ?? 0) > 0 ? money(unallocated, amount?.currency) : null;

  async function confirm() {
    setBusy(true);
    const outcome = await actOrTell(ConfirmPaymentDocument, { input: { id: payment.id, version: payment.version } });
    setBusy(false);
    if (outcome.ok) notify({ title: t`Confirmed: it counts now` });
    onChanged();
  }

  const entries: MenuEntry[] = [
    ...(waits && (mayConfirm || payment.recordedBy?.id === user.id)
      ? [{ label: t`Correct`, icon: <PencilIcon />, onSelect: () => onOpen({ name: "edit", payment }) }]
      : []),
    ...(waits && mayConfirm
      ? [{ label: t`Reject`, icon: <XIcon />, danger: true, onSelect: () => onOpen({ name: "reject", payment }) }]
      : []),
    ...(status === "CONFIRMED" && mayConfirm
      ? [{ label: t`Reverse`, icon: <UndoIcon />, danger: true, onSelect: () => onOpen({ name: "reverse", payment }) }]
      : []),
  ];
  return (
    <li className="flex items-center gap-3 py-2 text-sm">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="tnum font-medium">{money(amount?.amount, amount?.currency)}</span>
          <PaymentBadge status={status ?? ""} />
          {prepaid && <span className="tnum text-ink-3 text-xs">{t`${prepaid} paid in advance`}</span>}
        </p>
        <p className="break-words text-ink-3 text-xs">
          {[date(receivedOn), label(METHOD, method ?? ""), payerName, bankRef, number].filter(Boolean).join(" · ")}
        </p>
        {reason && <p className="break-words text-danger text-xs">{reason}</p>}
      </div>
      {waits && mayConfirm && (
        <Button look="primary" icon={<CheckIcon />} busy={busy} onClick={confirm}>
          <Trans>Confirm</Trans>
        </Button>
      )}
      {entries.length > 0 && (
        <Menu
          label={t`More for this payment`}
          align="end"
          entries={() => entries}
          trigger={<IconButton label={t`More for this payment`} icon={<EllipsisVerticalIcon />} />}
        />
      )}
    </li>
  );
}
