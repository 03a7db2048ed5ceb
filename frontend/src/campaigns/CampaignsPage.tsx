import { useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { MegaphoneIcon } from "lucide-react";
import { Person } from "../identity/Person";
import { CreateButton } from "../lists/CreateButton";
import type { ListKind } from "../lists/kinds";
import { ListRoom } from "../lists/ListRoom";
import { date } from "../session/formats";
import { useCan } from "../session/viewer";
import { Badge } from "../ui/Badge";
import { useLabel } from "../ui/useLabel";
import { STATUS, STATUS_TONE, TYPE } from "./labels";

type Needed = {
  id: string;
  name: string;
  type: string;
  status: string;
  startsOn: string | null;
  endsOn: string | null;
  owner: { name: string } | null;
  leads: { totalCount: number };
};
const row = (one: object) => one as Needed;

export function CampaignBadge({ status }: { status: string }) {
  const label = useLabel();
  return <Badge tone={STATUS_TONE[status]}>{label(STATUS, status)}</Badge>;
}

function TypeName({ type }: { type: string }) {
  const label = useLabel();
  return <>{label(TYPE, type)}</>;
}

function Leads({ count }: { count: number }) {
  const { t } = useLingui();
  return <span className="tnum">{t`${count} leads`}</span>;
}

/** From when to when, as short as it can be said. */
export const periodOf = (from: string | null, to: string | null) =>
  from && to && from !== to ? `${date(from)} – ${date(to)}` : date(from ?? to);

const KIND: ListKind = {
  object: "campaign",
  view: "CAMPAIGN",
  columns: ["name", "status", "type", "channel", "startsOn", "endsOn", "budget", "owner"],
  sort: "-STARTS_ON",
  filter: {},
  needs: "name type status startsOn endsOn owner { id name } leads(first: 0) { totalCount }",
  sums: [],
  cells: {
    name: (one) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <Link
          to="/campaigns/$campaignId"
          params={{ campaignId: one.id }}
          className="truncate font-medium hover:underline"
        >
          {row(one).name}
        </Link>
        <span className="shrink-0 text-ink-3 text-xs">
          <Leads count={row(one).leads.totalCount} />
        </span>
      </span>
    ),
    status: (one) => <CampaignBadge status={row(one).status} />,
    type: (one) => <TypeName type={row(one).type} />,
    owner: (one) => <Person user={row(one).owner} />,
  },
  compact: (one) => {
    const { name, type, status, startsOn, endsOn, leads } = row(one);
    return (
      <span className="flex flex-col gap-1">
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium text-[0.9375rem]">{name}</span>
          <CampaignBadge status={status} />
        </span>
        <span className="flex gap-2 text-ink-3 text-sm">
          <span className="min-w-0 flex-1 truncate">
            <TypeName type={type} /> · {periodOf(startsOn, endsOn)}
          </span>
          <Leads count={leads.totalCount} />
        </span>
      </span>
    );
  },
};

export function CampaignsPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const canCreate = useCan("campaign.create");
  return (
    <ListRoom
      kind={KIND}
      texts={{
        title: t`Campaigns`,
        search: t`Search campaigns`,
        icon: <MegaphoneIcon />,
        empty: { title: t`No campaigns here`, text: t`A fair, a webinar, an advertisement: whatever brings leads.` },
      }}
      onOpen={(one) => navigate({ to: "/campaigns/$campaignId", params: { campaignId: one.id } })}
      create={canCreate && <CreateButton form="campaign" label={t`New campaign`} />}
    />
  );
}
