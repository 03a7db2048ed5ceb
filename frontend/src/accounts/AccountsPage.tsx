import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Building2Icon, FilterIcon, PlusIcon } from "lucide-react";
import { useCallback, useMemo } from "react";
import { OwnerFilter } from "../identity/OwnerFilter";
import { Person } from "../identity/Person";
import { relative } from "../session/formats";
import { useCan } from "../session/viewer";
import { useList } from "../sync/useList";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { SearchInput } from "../ui/Input";
import { ListPage } from "../ui/ListPage";
import type { TableColumn } from "../ui/ListTable";
import { choice, Menu } from "../ui/Menu";
import { useLabel } from "../ui/useLabel";
import { parseSort, useListSearch, writeSort } from "../ui/useListSearch";
import { useOverlay } from "../ui/useOverlay";
import {
  type AccountOrderField,
  type AccountRowFragment,
  AccountsDocument,
  type AccountsQuery,
  type AccountWhere,
} from "./accounts.gen";
import { ACCOUNT_TONE, ACCOUNT_TYPE } from "./labels";

const route = getRouteApi("/accounts");
const pick = (data: AccountsQuery) => data.accounts;

export function AccountsPage() {
  const { t } = useLingui();
  const label = useLabel();
  const search = route.useSearch();
  const patch = route.useNavigate();
  const navigate = useNavigate();
  const open = useOverlay();
  const canCreate = useCan("account.create");
  const write = useCallback(
    (q: string | undefined) => patch({ search: (now) => ({ ...now, q }), replace: true }),
    [patch],
  );
  const [text, setText] = useListSearch(search.q, write);
  const sort = parseSort(search.sort, "-UPDATED_AT");
  const variables = useMemo(() => {
    const where: AccountWhere = {};
    if (search.owner) where.ownerId = { eq: search.owner };
    if (search.type) where.type = { eq: search.type as AccountRowFragment["type"] };
    return {
      where,
      search: search.q ?? null,
      orderBy: [
        { field: sort.field as AccountOrderField, direction: sort.descending ? ("DESC" as const) : ("ASC" as const) },
      ],
    };
  }, [search.owner, search.type, search.q, sort.field, sort.descending]);
  const list = useList(AccountsDocument, variables, pick);
  const types = ["", ...Object.keys(ACCOUNT_TYPE)].map((value) => ({
    value,
    label: value ? label(ACCOUNT_TYPE, value) : t`Every type`,
  }));

  const columns = useMemo<TableColumn<AccountRowFragment>[]>(
    () => [
      {
        key: "name",
        label: t`Name`,
        width: "minmax(14rem,2fr)",
        sort: "NAME",
        cell: (row) => (
          <Link to="/accounts/$accountId" params={{ accountId: row.id }} className="font-medium hover:underline">
            {row.name}
          </Link>
        ),
      },
      {
        key: "type",
        label: t`Type`,
        width: "7rem",
        sort: "TYPE",
        cell: (row) => <Badge tone={ACCOUNT_TONE[row.type]}>{label(ACCOUNT_TYPE, row.type)}</Badge>,
      },
      {
        key: "industry",
        label: t`Industry`,
        width: "minmax(7rem,1fr)",
        sort: "INDUSTRY",
        cell: (row) => row.industry ?? "—",
      },
      { key: "region", label: t`Region`, width: "minmax(6rem,1fr)", sort: "REGION", cell: (row) => row.region ?? "—" },
      { key: "owner", label: t`Owner`, width: "9rem", sort: "OWNER", cell: (row) => <Person user={row.owner} /> },
      {
        key: "last",
        label: t`Last contact`,
        width: "8rem",
        sort: "LAST_INTERACTION_AT",
        cell: (row) => <span className="text-ink-2">{relative(row.lastInteractionAt)}</span>,
      },
    ],
    [t, label],
  );

  const create = canCreate && (
    <Button look="primary" icon={<PlusIcon />} onClick={() => open("account")} aria-label={t`New account`}>
      <span className="hidden sm:inline">
        <Trans>New account</Trans>
      </span>
    </Button>
  );
  return (
    <ListPage
      title={t`Accounts`}
      list={list}
      columns={columns}
      sort={sort}
      onSort={(next) => patch({ search: (now) => ({ ...now, sort: writeSort(next) }), replace: true })}
      onOpen={(row) => navigate({ to: "/accounts/$accountId", params: { accountId: row.id } })}
      filtered={!!(search.q || search.owner || search.type)}
      actions={create}
      toolbar={
        <>
          <SearchInput
            className="min-w-0 flex-1 sm:max-w-72"
            label={t`Search accounts`}
            value={text}
            onChange={setText}
          />
          <OwnerFilter value={search.owner} onChange={(owner) => patch({ search: (now) => ({ ...now, owner }) })} />
          <Menu
            label={t`Type`}
            entries={() => [
              choice(search.type ?? "", types, (type) =>
                patch({ search: (now) => ({ ...now, type: type || undefined }) }),
              ),
            ]}
            trigger={
              <Button
                icon={<FilterIcon />}
                aria-label={t`Type`}
                className={search.type ? "border-accent! text-accent-text!" : ""}
              >
                <span className="hidden sm:inline">{search.type ? label(ACCOUNT_TYPE, search.type) : t`Type`}</span>
              </Button>
            }
          />
        </>
      }
      compact={(row) => (
        <>
          <span className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate font-medium text-[0.9375rem]">{row.name}</span>
            <Badge tone={ACCOUNT_TONE[row.type]}>{label(ACCOUNT_TYPE, row.type)}</Badge>
          </span>
          <span className="truncate text-ink-3 text-sm">
            {[row.industry, row.region, row.owner?.name].filter(Boolean).join(" · ") || "—"}
          </span>
        </>
      )}
      empty={{
        icon: <Building2Icon />,
        title: t`No accounts yet`,
        text: t`Companies you sell to will stand here. Create one, or import a list.`,
        action: create,
      }}
    />
  );
}
