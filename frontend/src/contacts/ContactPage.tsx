import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import {
  ArchiveIcon,
  ArrowRightLeftIcon,
  EllipsisVerticalIcon,
  KeyRoundIcon,
  MessageSquarePlusIcon,
  PencilIcon,
  PhoneIcon,
  PhoneOffIcon,
} from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useQuery } from "urql";
import { AccountLink } from "../accounts/AccountLink";
import { Tags } from "../accounts/Tags";
import { type Subject, timelineOf } from "../activities/subject";
import { Person } from "../identity/Person";
import { Masked } from "../records/Masked";
import { RecordTabs } from "../records/RecordTabs";
import { date, dateTime, money } from "../session/formats";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { Button, buttonClass, IconButton } from "../ui/Button";
import { Facts } from "../ui/Facts";
import { Menu } from "../ui/Menu";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import { RecordPage } from "../ui/RecordPage";
import { useLabel } from "../ui/useLabel";
import { useOverlay } from "../ui/useOverlay";
import {
  type ContactFactsFragment,
  ContactPageDocument,
  type ContactPageQuery,
  RestoreContactDocument,
  VoidContactDocument,
} from "./contacts.gen";
import { BUYING_ROLE } from "./labels";

const ContactForm = lazy(() => import("./ContactForm").then((module) => ({ default: module.ContactForm })));
const AccessDialog = lazy(() => import("../records/AccessDialog").then((module) => ({ default: module.AccessDialog })));
const TransferDialog = lazy(() =>
  import("../records/TransferDialog").then((module) => ({ default: module.TransferDialog })),
);

const route = getRouteApi("/contacts/$contactId");

export function ContactPage() {
  const { t } = useLingui();
  const { contactId } = route.useParams();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const open = useOverlay();
  const subject = useMemo<Subject>(() => ({ kind: "contact", id: contactId }), [contactId]);
  const [{ data, error, fetching }, again] = useQuery({
    query: ContactPageDocument,
    variables: { id: contactId, ...timelineOf(subject) },
  });
  const [dialog, setDialog] = useState<"edit" | "transfer" | "access" | null>(null);
  const contact = data?.contact;
  const problem =
    error && !data
      ? problemOf(error)
      : data && !contact && !fetching
        ? { kind: "missing", title: t`This contact does not exist, or you may not see it` }
        : null;

  async function voidIt() {
    if (!contact) return;
    const outcome = await actOrTell(VoidContactDocument, { input: { id: contact.id, version: contact.version } });
    if (!outcome.ok) return;
    notify({
      title: t`The contact was voided`,
      undo: { label: t`Undo`, run: () => void actOrTell(RestoreContactDocument, { input: { id: contact.id } }) },
    });
    void navigate({ to: "/contacts" });
  }

  const mobile = contact && !contact.maskedFields.includes("mobile") ? contact.mobile : null;
  return (
    <RecordPage
      title={contact?.name}
      subtitle={contact?.title}
      loading={!data && fetching}
      problem={problem}
      onRetry={() => again({ requestPolicy: "network-only" })}
      actions={
        contact && (
          <>
            {mobile && !contact.doNotCall && (
              <a href={`tel:${mobile}`} className={buttonClass("secondary", "icon", "md:hidden")} aria-label={t`Call`}>
                <PhoneIcon />
              </a>
            )}
            <Button
              icon={<MessageSquarePlusIcon />}
              onClick={() => open("activity", contact.id)}
              aria-label={t`Log an activity`}
            >
              <span className="hidden md:inline">
                <Trans>Log</Trans>
              </span>
            </Button>
            {contact.viewerCan.update && (
              <Button icon={<PencilIcon />} onClick={() => setDialog("edit")} aria-label={t`Edit`}>
                <span className="hidden md:inline">
                  <Trans>Edit</Trans>
                </span>
              </Button>
            )}
            <Menu
              label={t`More`}
              trigger={<IconButton label={t`More`} icon={<EllipsisVerticalIcon />} />}
              entries={() => [
                { label: t`Access and following`, icon: <KeyRoundIcon />, onSelect: () => setDialog("access") },
                {
                  label: t`Transfer the owner`,
                  icon: <ArrowRightLeftIcon />,
                  disabled: !contact.viewerCan.transfer,
                  onSelect: () => setDialog("transfer"),
                },
                {
                  label: t`Void`,
                  icon: <ArchiveIcon />,
                  danger: true,
                  disabled: !contact.viewerCan.void,
                  onSelect: () => void voidIt(),
                },
              ]}
            />
          </>
        )
      }
      aside={contact && <ContactSide contact={contact} />}
    >
      {contact && contact.dealRoles.nodes.length > 0 && <ContactDeals roles={contact.dealRoles.nodes} />}
      <RecordTabs
        subject={subject}
        tab={tab}
        onTab={(next) => navigate({ search: (now) => ({ ...now, tab: next }), replace: true })}
      />
      <Suspense>
        {contact && dialog === "access" && (
          <AccessDialog
            id={contact.id}
            name={contact.name}
            canShare={contact.viewerCan.share}
            onClose={() => setDialog(null)}
          />
        )}
        {contact && dialog === "edit" && <ContactForm contact={contact} onClose={() => setDialog(null)} />}
        {contact && dialog === "transfer" && (
          <TransferDialog
            id={contact.id}
            version={contact.version}
            name={contact.name}
            onClose={() => setDialog(null)}
            onDone={() => again({ requestPolicy: "network-only" })}
          />
        )}
      </Suspense>
    </RecordPage>
  );
}

function ContactSide({ contact }: { contact: ContactFactsFragment }) {
  const { t } = useLingui();
  const masked = (field: "mobile" | "phone" | "email" | "wechat", href?: (value: string) => string) => (
    <Masked
      id={contact.id}
      field={field}
      value={contact[field]}
      masked={contact.maskedFields.includes(field)}
      href={href}
    />
  );
  return (
    <Section title={t`Facts`}>
      <Facts
        facts={[
          {
            label: t`Account`,
            value: contact.account && <AccountLink account={contact.account} className="text-accent-text" />,
          },
          { label: t`Mobile`, value: masked("mobile", (value) => `tel:${value}`) },
          { label: t`Phone`, value: masked("phone", (value) => `tel:${value}`) },
          { label: t`E-mail`, value: masked("email", (value) => `mailto:${value}`) },
          { label: t`WeChat`, value: masked("wechat") },
          { label: t`Birthday`, value: contact.birthday && date(contact.birthday) },
          { label: t`Owner`, value: <Person user={contact.owner} /> },
          { label: t`Last contact`, value: contact.lastInteractionAt && dateTime(contact.lastInteractionAt) },
          { label: t`Tags`, value: contact.tags.length > 0 ? <Tags tags={contact.tags} /> : null },
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-1.5 empty:hidden">
        {contact.doNotCall && (
          <Badge tone="warn">
            <PhoneOffIcon /> {t`Does not want calls`}
          </Badge>
        )}
        {contact.doNotEmail && <Badge tone="warn">{t`Does not want e-mail`}</Badge>}
        {contact.leftCompanyAt && <Badge tone="bad">{t`Has left the company`}</Badge>}
      </div>
      {contact.description && (
        <p className="mt-3 whitespace-pre-wrap border-line border-t pt-3 text-sm">{contact.description}</p>
      )}
    </Section>
  );
}

type Roles = NonNullable<ContactPageQuery["contact"]>["dealRoles"]["nodes"];

function ContactDeals({ roles }: { roles: Roles }) {
  const { t } = useLingui();
  const label = useLabel();
  return (
    <Section title={t`Deals`}>
      <ul className="divide-y divide-line">
        {roles.map(
          (role) =>
            role.deal && (
              <li key={role.id} className="flex min-h-10 items-center gap-3 py-1.5 text-sm">
                <Link
                  to="/deals/$dealId"
                  params={{ dealId: role.deal.id }}
                  className="min-w-0 flex-1 truncate font-medium hover:underline"
                >
                  {role.deal.name}
                </Link>
                <Badge tone="accent">{label(BUYING_ROLE, role.role)}</Badge>
                <span className="hidden text-ink-3 text-xs sm:inline">{role.deal.stage.name}</span>
                <span className="tnum w-24 text-right">
                  {role.deal.amount ? money(role.deal.amount.amount, role.deal.amount.currency) : "—"}
                </span>
              </li>
            ),
        )}
      </ul>
    </Section>
  );
}
