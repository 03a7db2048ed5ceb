import { useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { FileSignatureIcon } from "lucide-react";
import { AccountLink } from "../accounts/AccountLink";
import { Person } from "../identity/Person";
import { CreateButton } from "../lists/CreateButton";
import type { ListKind } from "../lists/kinds";
import { ListRoom } from "../lists/ListRoom";
import { money } from "../session/formats";
import { useCan } from "../session/viewer";
import { ContractBadge } from "./ContractBadge";
import type { ContractFactsFragment } from "./contracts.gen";

const row = (one: object) =>
  one as Pick<ContractFactsFragment, "id" | "name" | "status" | "account" | "amount" | "owner">;

const KIND: ListKind = {
  object: "contract",
  view: "CONTRACT",
  columns: ["name", "number", "account", "status", "amount", "baseCollected", "baseOutstanding", "signedOn", "owner"],
  sort: "-UPDATED_AT",
  filter: {},
  needs: "name status account { id name } amount { amount currency } owner { id name } viewerCan { update }",
  sums: ["baseAmount", "baseCollected", "baseOutstanding"],
  isSingle: true,
  cells: {
    name: (one) => (
      <Link to="/contracts/$contractId" params={{ contractId: one.id }} className="font-medium hover:underline">
        {row(one).name}
      </Link>
    ),
    account: (one) => {
      const { account } = row(one);
      return account ? <AccountLink account={account} /> : "—";
    },
    status: (one) => <ContractBadge status={row(one).status ?? ""} />,
    owner: (one) => <Person user={row(one).owner} />,
  },
  compact: (one) => {
    const { name, status, account, amount } = row(one);
    return (
      <>
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium text-[0.9375rem]">{name}</span>
          <span className="tnum shrink-0 text-sm">{amount ? money(amount.amount, amount.currency) : "—"}</span>
        </span>
        <span className="flex items-center gap-2 text-ink-3 text-sm">
          <span className="min-w-0 flex-1 truncate">{account?.name ?? "—"}</span>
          <ContractBadge status={status ?? ""} />
        </span>
      </>
    );
  },
};

export function ContractsPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const canCreate = useCan("contract.create");
  return (
    <ListRoom
      kind={KIND}
      texts={{
        title: t`Contracts`,
        search: t`Search contracts`,
        icon: <FileSignatureIcon />,
        empty: {
          title: t`No contracts yet`,
          text: t`Make one from a won deal: it takes over the customer and the amount.`,
        },
      }}
      onOpen={(one) => navigate({ to: "/contracts/$contractId", params: { contractId: one.id } })}
      create={canCreate && <CreateButton form="contract" label={t`New contract`} />}
    />
  );
}
