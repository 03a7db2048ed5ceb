import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { PlusIcon, UsersRoundIcon } from "lucide-react";
import { useCallback, useMemo } from "react";
import { OwnerFilter } from "../identity/OwnerFilter";
import { Person } from "../identity/Person";
import { Masked } from "../records/Masked";
import { relative } from "../session/formats";
import { useCan } from "../session/viewer";
import { useList } from "../sync/useList";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { SearchInput } from "../ui/Input";
import { ListPage } from "../ui/ListPage";
import type { TableColumn } from "../ui/ListTable";
import { parseSort, useListSearch, writeSort } from "../ui/useListSearch";
import { useOverlay } from "../ui/useOverlay";
import { type ContactOrderField, type ContactRowFragment, ContactsDocument, type ContactsQuery } from "./contacts.gen";

const route = getRouteApi("/contacts");
const pick = (data: ContactsQuery) => data.contacts;

export function ContactsPage() {
  const { t } = useLingui();
  const search = route.useSearch();
  const patch = route.useNavigate();
  const navigate = useNavigate();
  const open = useOverlay();
  const canCreate = useCan("contact.create");
  const write = useCallback(
    (q: string | undefined) => patch({ search: (now) => ({ ...now, q }), replace: true }),
    [patch],
  );
  const [text, setText] = useListSearch(search.q, write);
  const sort = parseSort(search.sort, "-UPDATED_AT");
  const variables = useMemo(
    () => ({
      where: search.owner ? { ownerId: { eq: search.owner } } : {},
      search: search.q ?? null,
      orderBy: [
        { field: sort.field as ContactOrderField, direction: sort.descending ? ("DESC" as const) : ("ASC" as const) },
      ],
    }),
    [search.owner, search.q, sort.field, sort.descending],
  );
  const list = useList(ContactsDocument, variables, pick);
  const columns = useMemo<TableColumn<ContactRowFragment>[]>(
    () => [
      {
        key: "name",
        label: t`Name`,
        width: "minmax(11rem,1.4fr)",
        sort: "NAME",
        cell: (row) => (
          <span className="flex items-center gap-2">
            <Avatar name={row.name} />
            <Link
              to="/contacts/$contactId"
              params={{ contactId: row.id }}
              className="truncate font-medium hover:underline"
            >
              {row.name}
            </Link>
          </span>
        ),
      },
      { key: "title", label: t`Job title`, width: "minmax(8rem,1fr)", sort: "TITLE", cell: (row) => row.title ?? "—" },
      {
        key: "account",
        label: t`Account`,
        width: "minmax(10rem,1.4fr)",
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
        key: "mobile",
        label: t`Mobile`,
        width: "10rem",
        cell: (row) => (
          <Masked
            id={row.id}
            field="mobile"
            value={row.mobile}
            masked={row.maskedFields.includes("mobile")}
            href={(value) => `tel:${value}`}
          />
        ),
      },
      { key: "owner", label: t`Owner`, width: "8rem", sort: "OWNER", cell: (row) => <Person user={row.owner} /> },
      {
        key: "last",
        label: t`Last contact`,
        width: "7rem",
        sort: "LAST_INTERACTION_AT",
        cell: (row) => <span className="text-ink-2">{relative(row.lastInteractionAt)}</span>,
      },
    ],
    [t],
  );
  const create = canCreate && (
    <Button look="primary" icon={<PlusIcon />} onClick={() => open("contact")} aria-label={t`New contact`}>
      <span className="hidden sm:inline">
        <Trans>New contact</Trans>
      </span>
    </Button>
  );
  return (
    <ListPage
      title={t`Contacts`}
      list={list}
      columns={columns}
      sort={sort}
      onSort={(next) => patch({ search: (now) => ({ ...now, sort: writeSort(next) }), replace: true })}
      onOpen={(row) => navigate({ to: "/contacts/$contactId", params: { contactId: row.id } })}
      filtered={!!(search.q || search.owner)}
      actions={create}
      toolbar={
        <>
          <SearchInput
            className="min-w-0 flex-1 sm:max-w-72"
            label={t`Search contacts`}
            value={text}
            onChange={setText}
          />
          <OwnerFilter value={search.owner} onChange={(owner) => patch({ search: (now) => ({ ...now, owner }) })} />
        </>
      }
      compact={(row) => (
        <span className="flex items-center gap-3">
          <Avatar name={row.name} size="md" />
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium text-[0.9375rem]">{row.name}</span>
            <span className="block truncate text-ink-3 text-sm">
              {[row.title, row.account?.name].filter(Boolean).join(" · ") || "—"}
            </span>
          </span>
        </span>
      )}
      empty={{
        icon: <UsersRoundIcon />,
        title: t`No contacts yet`,
        text: t`The people at your customers will stand here.`,
        action: create,
      }}
    />
  );
}
