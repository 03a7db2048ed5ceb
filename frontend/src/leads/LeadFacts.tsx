import { useLingui } from "@lingui/react/macro";
import { PhoneOffIcon } from "lucide-react";
import { Tags } from "../accounts/Tags";
import { Memberships } from "../campaigns/Memberships";
import { BUYING_ROLE } from "../contacts/labels";
import { Person } from "../identity/Person";
import { CustomFacts } from "../records/CustomFacts";
import { Masked } from "../records/Masked";
import { date, dateTime } from "../session/formats";
import { Badge } from "../ui/Badge";
import { Facts } from "../ui/Facts";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import { LeadIntent } from "./LeadIntent";
import type { LeadFactsFragment } from "./leads.gen";
import { Referrer } from "./Referrer";

/** Who it is, how to reach them, who has the lead and since when. */
export function LeadFacts({ lead }: { lead: LeadFactsFragment }) {
  const { t } = useLingui();
  const label = useLabel();
  const masked = (field: "mobile" | "phone" | "email" | "wechat", href?: (value: string) => string) => (
    <Masked
      id={lead.id}
      field={field}
      value={lead[field]}
      masked={lead.maskedFields.includes(field)}
      closed={lead.status === "UNASSIGNED" && !!lead.pool}
      href={href}
    />
  );
  return (
    <Section title={t`Facts`}>
      <Facts
        facts={[
          { label: t`Company`, value: lead.companyName },
          { label: t`Mobile`, value: lead.mobile && masked("mobile", (value) => `tel:${value}`) },
          { label: t`Phone`, value: lead.phone && masked("phone", (value) => `tel:${value}`) },
          { label: t`E-mail`, value: lead.email && masked("email", (value) => `mailto:${value}`) },
          { label: t`WeChat`, value: lead.wechat && masked("wechat") },
          { label: t`Buying role`, value: lead.buyingRole && label(BUYING_ROLE, lead.buyingRole) },
          { label: t`Intent`, value: <LeadIntent lead={lead} /> },
          { label: t`Industry`, value: lead.industry },
          { label: t`Region`, value: lead.region },
          { label: t`Incumbent`, value: lead.incumbent },
          { label: t`Source`, value: [lead.source, lead.sourceDetail].filter(Boolean).join(" · ") },
          {
            label: t`Referred by`,
            value: (lead.referrerAccount || lead.referrerContact) && <Referrer lead={lead} />,
          },
          { label: t`Channel`, value: lead.channel?.name },
          {
            label: t`Campaigns`,
            value: lead.memberships.nodes.length > 0 ? <Memberships memberships={lead.memberships.nodes} /> : null,
          },
          { label: t`Partner`, value: lead.partner?.name },
          { label: t`Owner`, value: <Person user={lead.owner} /> },
          { label: t`Lead pool`, value: lead.pool?.name },
          { label: t`Owner since`, value: lead.ownerSince && dateTime(lead.ownerSince) },
          { label: t`First response`, value: lead.firstResponseAt && dateTime(lead.firstResponseAt) },
          { label: t`Last follow-up`, value: lead.lastFollowUpAt && dateTime(lead.lastFollowUpAt) },
          { label: t`Next follow-up`, value: lead.nextFollowUpAt && dateTime(lead.nextFollowUpAt) },
          { label: t`Tags`, value: lead.tags.length > 0 ? <Tags tags={lead.tags} /> : null },
          { label: t`Created`, value: date(lead.createdAt) },
        ]}
      />
      <CustomFacts object="lead" id={lead.id} />
      {lead.doNotContact && (
        <p className="mt-3">
          <Badge tone="warn">
            <PhoneOffIcon /> {t`Does not want to be contacted`}
          </Badge>
        </p>
      )}
      {lead.description && (
        <p className="mt-3 whitespace-pre-wrap border-line border-t pt-3 text-sm">{lead.description}</p>
      )}
    </Section>
  );
}
