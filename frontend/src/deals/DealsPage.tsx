import { useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { TableIcon } from "lucide-react";
import { AccountLink } from "../accounts/AccountLink";
import { Person } from "../identity/Person";
import { CreateButton } from "../lists/CreateButton";
import type { ListKind } from "../lists/kinds";
import { ListRoom } from "../lists/ListRoom";
import { date, money, relative } from "../session/formats";
import { useCan } from "../session/viewer";
import { Badge } from "../ui/Badge";
import type { DealRowFragment } from "./deals.gen";
import { STATUS_TONE } from "./labels";

type Needed = Pick<DealRowFragment, "id" | "name" | "status" | "amount" | "account" | "stage" | "isSlipped"> & {
  expectedCloseDate: string | null;
  owner: { name: string } | null;
  updatedAt: string;
};
const row = (one: object) => one as Needed;

const KIND: ListKind = {
  object: "deal",
  view: "DEAL",
  columns: ["name", "account", "stage", "amount", "expectedCloseDate", "owner", "updatedAt"],
  sort: "-UPDATED_AT",
  filter: { status: { in: ["OPEN"] } },
  needs: "name status isSlipped amount { amount currency } account { id name } stage { id name } viewerCan { update }",
  sums: ["baseAmount", "weightedAmount"],
  cells: {
    name: (one) => (
      <Link to="/deals/$dealId" params={{ dealId: one.id }} className="font-medium hover:underline">
        {row(one).name}
      </Link>
    ),
    account: (one) => {
      const { account } = row(one);
      return account ? <AccountLink account={account} /> : "—";
    },
    stage: (one) => <Badge tone={STATUS_TONE[row(one).status]}>{row(one).stage.name}</Badge>,
    expectedCloseDate: (one) => (
      <span className={row(one).isSlipped ? "text-danger" : ""}>{date(row(one).expectedCloseDate)}</span>
    ),
    owner: (one) => <Person user={row(one).owner} />,
    updatedAt: (one) => <span className="text-ink-2">{relative(row(one).updatedAt)}</span>,
  },
  compact: (one) => {
    const { name, amount, account, status, stage } = row(one);
    return (
      <>
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium text-[0.9375rem]">{name}</span>
          <span className="tnum shrink-0 text-sm">{amount ? money(amount.amount, amount.currency) : "—"}</span>
        </span>
        <span className="flex items-center gap-2 text-ink-3 text-sm">
          <span className="min-w-0 flex-1 truncate">{account?.name ?? "—"}</span>
          <Badge tone={STATUS_TONE[status]}>{stage.name}</Badge>
        </span>
      </>
    );
  },
};

export function DealsPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const canCreate = useCan("deal.create");
  return (
    <ListRoom
      kind={KIND}
      texts={{
        title: t`Deals`,
        search: t`Search deals`,
        icon: <TableIcon />,
        empty: { title: t`No deals yet`, text: t`Deals you work on will stand here.` },
      }}
      onOpen={(one) => navigate({ to: "/deals/$dealId", params: { dealId: one.id } })}
      create={canCreate && <CreateButton form="deal" label={t`New deal`} />}
    />
  );
}
