import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { PlusIcon, UsersRoundIcon } from "lucide-react";
import { useCallback } from "react";
import { Person } from "../identity/Person";
import type { ListSearch } from "../lists/address";
import type { ListKind } from "../lists/kinds";
import { ListRoom } from "../lists/ListRoom";
import { Masked } from "../records/Masked";
import { relative } from "../session/formats";
import { useCan } from "../session/viewer";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { useOverlay } from "../ui/useOverlay";

const route = getRouteApi("/contacts");

type Needed = {
  id: string;
  name: string;
  title: string | null;
  account: { id: string; name: string } | null;
  maskedFields: string[];
  owner: { name: string } | null;
  lastInteractionAt: string | null;
} & { [field in "mobile" | "phone" | "email" | "wechat"]: string | null };
const row = (one: object) => one as Needed;

const reached = (field: "mobile" | "phone" | "email" | "wechat", scheme?: string) => (one: object) => {
  const { id, maskedFields, [field]: value } = row(one);
  const href = scheme ? (text: string) => `${scheme}:${text}` : undefined;
  return <Masked id={id} field={field} value={value} masked={maskedFields.includes(field)} href={href} />;
};

const KIND: ListKind = {
  object: "contact",
  view: "CONTACT",
  columns: ["name", "title", "account", "mobile", "owner", "lastInteractionAt"],
  sort: "-UPDATED_AT",
  filter: {},
  needs: "name title account { id name } maskedFields viewerCan { update }",
  sums: [],
  cells: {
    name: (one) => (
      <span className="flex items-center gap-2">
        <Avatar name={row(one).name} />
        <Link to="/contacts/$contactId" params={{ contactId: one.id }} className="truncate font-medium hover:underline">
          {row(one).name}
        </Link>
      </span>
    ),
    account: (one) => {
      const { account } = row(one);
      return account ? (
        <Link to="/accounts/$accountId" params={{ accountId: account.id }} className="hover:underline">
          {account.name}
        </Link>
      ) : (
        "—"
      );
    },
    mobile: reached("mobile", "tel"),
    phone: reached("phone", "tel"),
    email: reached("email", "mailto"),
    wechat: reached("wechat"),
    owner: (one) => <Person user={row(one).owner} />,
    lastInteractionAt: (one) => <span className="text-ink-2">{relative(row(one).lastInteractionAt)}</span>,
  },
  compact: (one) => {
    const { name, title, account } = row(one);
    return (
      <span className="flex items-center gap-3">
        <Avatar name={name} size="md" />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium text-[0.9375rem]">{name}</span>
          <span className="block truncate text-ink-3 text-sm">
            {[title, account?.name].filter(Boolean).join(" · ") || "—"}
          </span>
        </span>
      </span>
    );
  },
};

export function ContactsPage() {
  const { t } = useLingui();
  const patch = route.useNavigate();
  const navigate = useNavigate();
  const open = useOverlay();
  const canCreate = useCan("contact.create");
  return (
    <ListRoom
      kind={KIND}
      texts={{
        title: t`Contacts`,
        search: t`Search contacts`,
        icon: <UsersRoundIcon />,
        empty: { title: t`No contacts yet`, text: t`The people at your customers will stand here.` },
      }}
      search={route.useSearch()}
      onSearch={useCallback(
        (change: Partial<ListSearch>, replace?: boolean) =>
          void patch({ search: (now) => ({ ...now, ...change }), replace }),
        [patch],
      )}
      onOpen={(one) => navigate({ to: "/contacts/$contactId", params: { contactId: one.id } })}
      create={
        canCreate && (
          <Button look="primary" icon={<PlusIcon />} onClick={() => open("contact")} aria-label={t`New contact`}>
            <span className="hidden sm:inline">
              <Trans>New contact</Trans>
            </span>
          </Button>
        )
      }
    />
  );
}
