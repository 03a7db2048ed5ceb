import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Building2Icon, PlusIcon } from "lucide-react";
import { useCallback } from "react";
import { Person } from "../identity/Person";
import type { ListSearch } from "../lists/address";
import type { ListKind } from "../lists/kinds";
import { ListRoom } from "../lists/ListRoom";
import { relative } from "../session/formats";
import { useCan } from "../session/viewer";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { useLabel } from "../ui/useLabel";
import { useOverlay } from "../ui/useOverlay";
import { ACCOUNT_TONE, ACCOUNT_TYPE } from "./labels";

const route = getRouteApi("/accounts");

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
  const patch = route.useNavigate();
  const navigate = useNavigate();
  const open = useOverlay();
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
      search={route.useSearch()}
      onSearch={useCallback(
        (change: Partial<ListSearch>, replace?: boolean) =>
          void patch({ search: (now) => ({ ...now, ...change }), replace }),
        [patch],
      )}
      onOpen={(one) => navigate({ to: "/accounts/$accountId", params: { accountId: one.id } })}
      create={
        canCreate && (
          <Button look="primary" icon={<PlusIcon />} onClick={() => open("account")} aria-label={t`New account`}>
            <span className="hidden sm:inline">
              <Trans>New account</Trans>
            </span>
          </Button>
        )
      }
    />
  );
}
