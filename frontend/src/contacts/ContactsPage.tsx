import { useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { UsersRoundIcon } from "lucide-react";
import { AccountLink } from "../accounts/AccountLink";
import { Person } from "../identity/Person";
import { CreateButton } from "../lists/CreateButton";
import type { ListKind } from "../lists/kinds";
import { ListRoom } from "../lists/ListRoom";
import { Masked } from "../records/Masked";
import { relative } from "../session/formats";
import { useCan } from "../session/viewer";
import { Avatar } from "../ui/Avatar";

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
      return account ? <AccountLink account={account} /> : "—";
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
  const navigate = useNavigate();
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
      onOpen={(one) => navigate({ to: "/contacts/$contactId", params: { contactId: one.id } })}
      create={canCreate && <CreateButton form="contact" label={t`New contact`} />}
    />
  );
}
