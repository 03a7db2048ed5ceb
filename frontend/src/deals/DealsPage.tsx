import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { FilterIcon, PlusIcon, TableIcon, XIcon } from "lucide-react";
import { useCallback, useMemo } from "react";
import { OwnerFilter } from "../identity/OwnerFilter";
import { Person } from "../identity/Person";
import { date, money, relative } from "../session/formats";
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
import { type DealOrderField, type DealRowFragment, DealsDocument, type DealsQuery, type DealWhere } from "./deals.gen";
import { STATUS, STATUS_TONE } from "./labels";
import { whereOf } from "./whereOf";

const route = getRouteApi("/deals");
const pick = (data: DealsQuery) => data.deals;

export function DealsPage() {
  const { t } = useLingui();
  const label = useLabel();
  const search = route.useSearch();
  const patch = route.useNavigate();
  const navigate = useNavigate();
  const open = useOverlay();
  const canCreate = useCan("deal.create");
  const write = useCallback(
    (q: string | undefined) => patch({ search: (now) => ({ ...now, q }), replace: true }),
    [patch],
  );
  const [text, setText] = useListSearch(search.q, write);
  const sort = parseSort(search.sort, "-UPDATED_AT");
  const status = search.status ?? "OPEN";
  const variables = useMemo(() => {
    const where: DealWhere = {};
    if (search.owner) where.ownerId = { eq: search.owner };
    if (status !== "ALL") where.status = { eq: status as DealRowFragment["status"] };
    const chosen = whereOf(search.where);
    if (chosen) where.and = [chosen];
    return {
      where,
      search: search.q ?? null,
      orderBy: [
        { field: sort.field as DealOrderField, direction: sort.descending ? ("DESC" as const) : ("ASC" as const) },
      ],
    };
  }, [search.owner, search.where, status, search.q, sort.field, sort.descending]);
  const list = useList(DealsDocument, variables, pick);
  const statuses = ["ALL", ...Object.keys(STATUS)].map((value) => ({
    value,
    label: value === "ALL" ? t`Every status` : label(STATUS, value),
  }));
  const columns = useMemo<TableColumn<DealRowFragment>[]>(
    () => [
      {
        key: "name",
        label: t`Name`,
        width: "minmax(14rem,2fr)",
        sort: "NAME",
        cell: (row) => (
          <Link to="/deals/$dealId" params={{ dealId: row.id }} className="font-medium hover:underline">
            {row.name}
          </Link>
        ),
      },
      {
        key: "account",
        label: t`Account`,
        width: "minmax(9rem,1.3fr)",
        sort: "ACCOUNT",
        cell: (row) =>
          row.account ? (
            <Link to="/accounts/$accountId" params={{ accountId: row.account.id }} className="hover:underline">
              {row.account.name}
            </Link>
          ) : (
            "—"
          ),
      },
      {
        key: "stage",
        label: t`Stage`,
        width: "8rem",
        sort: "STAGE",
        cell: (row) => <Badge tone={STATUS_TONE[row.status]}>{row.stage.name}</Badge>,
      },
      {
        key: "amount",
        label: t`Amount`,
        width: "8rem",
        sort: "BASE_AMOUNT",
        align: "right",
        cell: (row) => (row.amount ? money(row.amount.amount, row.amount.currency) : "—"),
      },
      {
        key: "close",
        label: t`Expected close`,
        width: "7.5rem",
        sort: "EXPECTED_CLOSE_DATE",
        cell: (row) => <span className={row.isSlipped ? "text-danger" : ""}>{date(row.expectedCloseDate)}</span>,
      },
      { key: "owner", label: t`Owner`, width: "8rem", sort: "OWNER", cell: (row) => <Person user={row.owner} /> },
      {
        key: "updated",
        label: t`Changed`,
        width: "6.5rem",
        sort: "UPDATED_AT",
        cell: (row) => <span className="text-ink-2">{relative(row.updatedAt)}</span>,
      },
    ],
    [t],
  );
  const create = canCreate && (
    <Button look="primary" icon={<PlusIcon />} onClick={() => open("deal")} aria-label={t`New deal`}>
      <span className="hidden sm:inline">
        <Trans>New deal</Trans>
      </span>
    </Button>
  );
  return (
    <ListPage
      title={t`Deals`}
      list={list}
      columns={columns}
      sort={sort}
      onSort={(next) => patch({ search: (now) => ({ ...now, sort: writeSort(next) }), replace: true })}
      onOpen={(row) => navigate({ to: "/deals/$dealId", params: { dealId: row.id } })}
      filtered={!!(search.q || search.owner || search.status || search.where)}
      actions={create}
      toolbar={
        <>
          <SearchInput className="min-w-0 flex-1 sm:max-w-72" label={t`Search deals`} value={text} onChange={setText} />
          {search.where && (
            <Button
              icon={<XIcon />}
              aria-label={t`Show all deals again`}
              className="border-accent! text-accent-text!"
              onClick={() => patch({ search: (now) => ({ ...now, where: undefined, status: undefined }) })}
            >
              <Trans>Chosen deals</Trans>
            </Button>
          )}
          <OwnerFilter value={search.owner} onChange={(owner) => patch({ search: (now) => ({ ...now, owner }) })} />
          <Menu
            label={t`Status`}
            entries={() => [
              choice(status, statuses, (next) =>
                patch({ search: (now) => ({ ...now, status: next === "OPEN" ? undefined : next }) }),
              ),
            ]}
            trigger={
              <Button
                icon={<FilterIcon />}
                aria-label={t`Status`}
                className={search.status ? "border-accent! text-accent-text!" : ""}
              >
                <span className="hidden sm:inline">{statuses.find((one) => one.value === status)?.label}</span>
              </Button>
            }
          />
        </>
      }
      compact={(row) => (
        <>
          <span className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate font-medium text-[0.9375rem]">{row.name}</span>
            <span className="tnum shrink-0 text-sm">
              {row.amount ? money(row.amount.amount, row.amount.currency) : "—"}
            </span>
          </span>
          <span className="flex items-center gap-2 text-ink-3 text-sm">
            <span className="min-w-0 flex-1 truncate">{row.account?.name ?? "—"}</span>
            <Badge tone={STATUS_TONE[row.status]}>{row.stage.name}</Badge>
          </span>
        </>
      )}
      empty={{
        icon: <TableIcon />,
        title: t`No deals yet`,
        text: t`Deals you work on will stand here.`,
        action: create,
      }}
    />
  );
}
