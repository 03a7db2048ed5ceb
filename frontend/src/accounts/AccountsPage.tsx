import { useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { Building2Icon } from "lucide-react";
import { Person } from "../identity/Person";
import { CreateButton } from "../lists/CreateButton";
import type { ListKind } from "../lists/kinds";
import { ListRoom } from "../lists/ListRoom";
import { relative } from "../session/formats";
import { useCan } from "../session/viewer";
import { Badge } from "../ui/Badge";
import { useLabel } from "../ui/useLabel";
import { ACCOUNT_TONE, ACCOUNT_TYPE } from "./labels";

type Needed = {
  id: string;
  name: string;
  type: string;
  industry: string | null;
  region: string | null;
  owner: { name: string } | null;
  lastInteractionAt: string | null;
};
const row = (one: object) => one as Needed;

function Type({ type }: { type: string }) {
  const label = useLabel();
  return <Badge tone={ACCOUNT_TONE[type]}>{label(ACCOUNT_TYPE, type)}</Badge>;
}

const KIND: ListKind = {
  object: "account",
  view: "ACCOUNT",
  columns: ["name", "type", "industry", "region", "owner", "lastInteractionAt"],
  sort: "-UPDATED_AT",
  filter: {},
  needs: "name type industry region maskedFields owner { id name } viewerCan { update }",
  sums: [],
  cells: {
    name: (one) => (
      <Link to="/accounts/$accountId" params={{ accountId: one.id }} className="font-medium hover:underline">
        {row(one).name}
      </Link>
    ),
    type: (one) => <Type type={row(one).type} />,
    owner: (one) => <Person user={row(one).owner} />,
    lastInteractionAt: (one) => <span className="text-ink-2">{relative(row(one).lastInteractionAt)}</span>,
  },
  compact: (one) => {
    const { name, type, industry, region, owner } = row(one);
    return (
      <>
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium text-[0.9375rem]">{name}</span>
          <Type type={type} />
        </span>
        <span className="truncate text-ink-3 text-sm">
          {[industry, region, owner?.name].filter(Boolean).join(" · ") || "—"}
        </span>
      </>
    );
  },
};

export function AccountsPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const canCreate = useCan("account.create");
  return (
    <ListRoom
      kind={KIND}
      texts={{
        title: t`Accounts`,
        search: t`Search accounts`,
        icon: <Building2Icon />,
        empty: {
          title: t`No accounts yet`,
          text: t`Companies you sell to will stand here. Create one, or import a list.`,
        },
      }}
      onOpen={(one) => navigate({ to: "/accounts/$accountId", params: { accountId: one.id } })}
      create={canCreate && <CreateButton form="account" label={t`New account`} />}
    />
  );
}
