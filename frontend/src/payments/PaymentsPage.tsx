import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { BanknoteIcon } from "lucide-react";
import { AccountLink } from "../accounts/AccountLink";
import { CreateButton } from "../lists/CreateButton";
import type { ListKind } from "../lists/kinds";
import { ListRoom } from "../lists/ListRoom";
import { date, money } from "../session/formats";
import { useCan } from "../session/viewer";
import { PaymentBadge } from "./PaymentBadge";
import type { PaymentRowFragment } from "./payments.gen";

type Ref = { id: string; name: string } | null;
const row = (one: object) =>
  one as Pick<PaymentRowFragment, "id" | "number" | "status" | "amount" | "receivedOn"> & {
    contract: Ref;
    account: Ref;
  };

const KIND: ListKind = {
  object: "payment",
  view: "PAYMENT",
  columns: ["number", "contract", "account", "amount", "receivedOn", "status", "payerName", "bankRef"],
  sort: "-RECEIVED_ON",
  filter: {},
  ready: [{ label: msg`To be confirmed`, filter: { status: { in: ["IN_APPROVAL"] } } }],
  needs: "number status receivedOn amount { amount currency } contract { id name } account { id name }",
  sums: ["baseAmount"],
  isSingle: true,
  cells: {
    contract: (one) => {
      const { contract } = row(one);
      if (!contract) return "—";
      return (
        <Link to="/contracts/$contractId" params={{ contractId: contract.id }} className="font-medium hover:underline">
          {contract.name}
        </Link>
      );
    },
    account: (one) => {
      const { account } = row(one);
      return account ? <AccountLink account={account} /> : "—";
    },
    status: (one) => <PaymentBadge status={row(one).status ?? ""} />,
  },
  compact: (one) => {
    const { contract, account, amount, receivedOn, status } = row(one);
    return (
      <>
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium text-[0.9375rem]">
            {account?.name ?? contract?.name}
          </span>
          <span className="tnum shrink-0 text-sm">{amount ? money(amount.amount, amount.currency) : "—"}</span>
        </span>
        <span className="flex items-center gap-2 text-ink-3 text-sm">
          <span className="min-w-0 flex-1 truncate">{date(receivedOn)}</span>
          <PaymentBadge status={status ?? ""} />
        </span>
      </>
    );
  },
};

/** The money that came in; finance finds here what waits for it. */
export function PaymentsPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const canCreate = useCan("payment.create");
  return (
    <ListRoom
      kind={KIND}
      texts={{
        title: t`Payments`,
        search: t`Search payer or bank reference`,
        icon: <BanknoteIcon />,
        empty: { title: t`No payments yet`, text: t`Record what came in on the page of a signed contract.` },
      }}
      onOpen={(one) => {
        const { contract } = row(one);
        if (contract) void navigate({ to: "/contracts/$contractId", params: { contractId: contract.id } });
      }}
      create={canCreate && <CreateButton form="payment" label={t`Record a payment`} />}
    />
  );
}
