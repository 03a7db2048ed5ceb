import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { PlusIcon, UsersRoundIcon, XIcon } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { PagedList } from "../lists/PagedList";
import { relative } from "../session/formats";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { useList } from "../sync/useList";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Section } from "../ui/Page";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import {
  CampaignMembersDocument,
  type CampaignMembersQuery,
  RemoveCampaignMemberDocument,
  UpdateCampaignMemberDocument,
} from "./campaigns.gen";
import { MEMBER, MEMBER_TONE } from "./labels";

const MembersDialog = lazy(() => import("./MembersDialog").then((module) => ({ default: module.MembersDialog })));
const none = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 };
const pick = (data: CampaignMembersQuery) => data.campaign?.members ?? none;
type Member = NonNullable<CampaignMembersQuery["campaign"]>["members"]["nodes"][number];

type Counts = { totalCount: number; groups: readonly { keys: readonly { value: string | null }[]; count: number }[] };

/** Whom the campaign reached, and how far each went along. */
export function CampaignMembers({ campaignId, counts }: { campaignId: string; counts: Counts }) {
  const { t } = useLingui();
  const label = useLabel();
  const canAdd = useCan("campaign_member.create");
  const canSet = useCan("campaign_member.update");
  const [adding, setAdding] = useState(false);
  const variables = useMemo(() => ({ id: campaignId }), [campaignId]);
  const list = useList(CampaignMembersDocument, variables, pick);
  const add = canAdd && (
    <Button size="sm" icon={<PlusIcon />} onClick={() => setAdding(true)}>
      {t`Add members`}
    </Button>
  );
  const set = async (member: Member, status: string) => {
    const input = { id: member.id, version: member.version ?? 1, status: status as "INVITED" };
    await actOrTell(UpdateCampaignMemberDocument, { input });
  };
  const remove = async ({ id }: Member) => {
    if ((await actOrTell(RemoveCampaignMemberDocument, { input: { id } })).ok) list.retry();
  };
  return (
    <Section
      title={
        <span className="flex flex-wrap items-center gap-2">
          {t`Members`}
          <span className="tnum font-normal text-ink-3">{counts.totalCount}</span>
          {counts.groups.map(({ keys: [key], count }) => (
            <Badge key={key?.value} tone={MEMBER_TONE[key?.value ?? ""]}>
              {label(MEMBER, key?.value ?? "")} <span className="tnum">{count}</span>
            </Badge>
          ))}
        </span>
      }
      actions={add}
    >
      <PagedList
        list={list}
        skeleton={4}
        empty={
          <EmptyState icon={<UsersRoundIcon />} title={t`Nobody yet`} action={add}>
            {t`Leads the campaign brings join by themselves; others can be added.`}
          </EmptyState>
        }
      >
        <ul className="divide-y divide-line">
          {list.rows.map((member) => (
            <li key={member.id} className="group flex flex-wrap items-center gap-x-2.5 gap-y-1.5 py-2">
              <Who member={member} />
              {canSet ? (
                <Select
                  label={t`Status of ${nameOf(member)}`}
                  className="w-32!"
                  value={member.status}
                  options={Object.keys(MEMBER).map((value) => ({ value, label: label(MEMBER, value) }))}
                  onChange={(status) => void set(member, status)}
                />
              ) : (
                <Badge tone={MEMBER_TONE[member.status ?? ""]}>{label(MEMBER, member.status ?? "")}</Badge>
              )}
              {canAdd && (
                <IconButton
                  label={t`Remove ${nameOf(member)}`}
                  icon={<XIcon />}
                  className="-mr-2 opacity-0 focus-visible:opacity-100 group-hover:opacity-100 coarse:opacity-100"
                  onClick={() => void remove(member)}
                />
              )}
            </li>
          ))}
        </ul>
      </PagedList>
      <Suspense>{adding && <MembersDialog campaignId={campaignId} onClose={() => setAdding(false)} />}</Suspense>
    </Section>
  );
}

const nameOf = (member: Member) => member.contact?.name ?? member.lead?.name ?? "";

/** The contact where there is one by now, else the lead. */
function Who({ member }: { member: Member }) {
  const { contact, lead } = member;
  const look = "truncate font-medium text-sm hover:underline";
  return (
    <>
      <Avatar name={nameOf(member)} size="md" />
      <div className="min-w-0 flex-1">
        <p className="truncate">
          {contact ? (
            <Link to="/contacts/$contactId" params={{ contactId: contact.id }} className={look}>
              {contact.name}
            </Link>
          ) : lead ? (
            <Link to="/leads/$leadId" params={{ leadId: lead.id }} className={look}>
              {lead.name}
            </Link>
          ) : (
            "—"
          )}
        </p>
        <p className="truncate text-ink-3 text-xs">
          {[contact?.title, lead?.companyName, relative(member.statusAt)].filter(Boolean).join(" · ")}
        </p>
      </div>
    </>
  );
}
