import { useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { PhoneIcon, PhoneOffIcon } from "lucide-react";
import { lazy, useMemo } from "react";
import { useQuery } from "urql";
import { AccountLink } from "../accounts/AccountLink";
import { Tags } from "../accounts/Tags";
import { type Subject, timelineOf } from "../activities/subject";
import { Memberships } from "../campaigns/Memberships";
import { Consents } from "../consents/Consents";
import { Person } from "../identity/Person";
import { CustomFacts } from "../records/CustomFacts";
import { Masked } from "../records/Masked";
import { RecordRoom } from "../records/RecordRoom";
import { date, dateTime, money } from "../session/formats";
import { Badge } from "../ui/Badge";
import { buttonClass } from "../ui/Button";
import { Facts } from "../ui/Facts";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import {
  type ContactFactsFragment,
  ContactPageDocument,
  type ContactPageQuery,
  RestoreContactDocument,
  VoidContactDocument,
} from "./contacts.gen";
import { BUYING_ROLE } from "./labels";

const ContactForm = lazy(() => import("./ContactForm").then((module) => ({ default: module.ContactForm })));

const route = getRouteApi("/contacts/$contactId");

export function ContactPage() {
  const { t } = useLingui();
  const { contactId } = route.useParams();
  const subject = useMemo<Subject>(() => ({ kind: "contact", id: contactId }), [contactId]);
  const [{ data, ...reading }, again] = useQuery({
    query: ContactPageDocument,
    variables: { id: contactId, ...timelineOf(subject) },
  });
  const contact = data?.contact;
  const mobile = contact && !contact.maskedFields.includes("mobile") ? contact.mobile : null;
  return (
    <RecordRoom
      subject={subject}
      record={contact}
      reading={reading}
      again={again}
      texts={{
        missing: t`This contact does not exist, or you may not see it`,
        voided: t`The contact was voided`,
      }}
      voids={VoidContactDocument}
      restores={RestoreContactDocument}
      subtitle={contact?.title}
      actions={
        mobile &&
        !contact?.doNotCall && (
          <a href={`tel:${mobile}`} className={buttonClass("secondary", "icon", "md:hidden")} aria-label={t`Call`}>
            <PhoneIcon />
          </a>
        )
      }
      entries={({ access, transfer, voiding }) => [access, transfer, voiding]}
      form={(close) => contact && <ContactForm contact={contact} onClose={close} />}
      aside={
        contact && (
          <>
            <ContactSide contact={contact} />
            <Consents subject={subject} name={contact.name} consents={contact.consents.nodes} />
          </>
        )
      }
    >
      {contact && contact.dealRoles.nodes.length > 0 && <ContactDeals roles={contact.dealRoles.nodes} />}
    </RecordRoom>
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
          {
            label: t`Campaigns`,
            value:
              contact.memberships.nodes.length > 0 ? <Memberships memberships={contact.memberships.nodes} /> : null,
          },
          { label: t`Last contact`, value: contact.lastInteractionAt && dateTime(contact.lastInteractionAt) },
          { label: t`Tags`, value: contact.tags.length > 0 ? <Tags tags={contact.tags} /> : null },
        ]}
      />
      <CustomFacts object="contact" id={contact.id} />
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
