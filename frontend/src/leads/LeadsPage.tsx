import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { MagnetIcon } from "lucide-react";
import { Person } from "../identity/Person";
import { CreateButton } from "../lists/CreateButton";
import type { ListKind } from "../lists/kinds";
import { ListRoom } from "../lists/ListRoom";
import { Masked } from "../records/Masked";
import { GradeBadge } from "../scoring/GradeBadge";
import { percent, relative } from "../session/formats";
import { useCan } from "../session/viewer";
import { WaitChip } from "../sla/WaitChip";
import { Badge } from "../ui/Badge";
import { useLabel } from "../ui/useLabel";
import { LeadViews } from "./LeadViews";
import { INTENT, INTENT_TONE, STAGE, STATUS, STATUS_TONE } from "./labels";

const route = getRouteApi("/leads");

type Needed = {
  id: string;
  name: string;
  companyName: string | null;
  status: string;
  stage: string;
  intent: string | null;
  maskedFields: string[];
  owner: { name: string } | null;
  pool: { id: string } | null;
  createdAt: string;
  responseDueAt: string | null;
  waitsFor: string | null;
  grade: string | null;
  chance: string | null;
  lastFollowUpAt: string | null;
} & { [field in "mobile" | "phone" | "email" | "wechat"]: string | null };
const row = (one: object) => one as Needed;

const reached = (field: "mobile" | "phone" | "email" | "wechat", scheme?: string) => (one: object) => {
  const { id, maskedFields, owner, pool, [field]: value } = row(one);
  const href = scheme ? (text: string) => `${scheme}:${text}` : undefined;
  return (
    <Masked
      id={id}
      field={field}
      value={value}
      masked={maskedFields.includes(field)}
      closed={!owner && !!pool}
      href={href}
    />
  );
};

function StatusBadge({ status }: { status: string }) {
  const label = useLabel();
  return <Badge tone={STATUS_TONE[status]}>{label(STATUS, status)}</Badge>;
}

function StageBadge({ stage }: { stage: string }) {
  const label = useLabel();
  return stage === "RAW" ? (
    <span className="text-ink-3">{label(STAGE, stage)}</span>
  ) : (
    <Badge tone={stage === "SQL" ? "good" : "accent"}>{label(STAGE, stage)}</Badge>
  );
}

function IntentBadge({ intent }: { intent: string | null }) {
  const label = useLabel();
  return intent ? <Badge tone={INTENT_TONE[intent]}>{label(INTENT, intent)}</Badge> : "—";
}

const KIND: ListKind = {
  object: "lead",
  view: "LEAD",
  columns: [
    "name",
    "companyName",
    "grade",
    "status",
    "stage",
    "intent",
    "mobile",
    "lastFollowUpAt",
    "owner",
    "source",
    "createdAt",
  ],
  sort: "RESPONSE_DUE_AT,-SCORE",
  filter: { status: { notIn: ["CONVERTED", "INVALID"] } },
  ready: [
    { label: msg`Dormant leads`, filter: { isDormant: { eq: true } } },
    { label: msg`Leads without a problem`, filter: { isUnmatched: { eq: true } } },
  ],
  needs:
    "name companyName status stage intent owner { id name } pool { id } createdAt responseDueAt waitsFor grade chance maskedFields viewerCan { update }",
  sums: [],
  cells: {
    name: (one) => (
      <span className="flex min-w-0 items-center gap-2">
        <Link to="/leads/$leadId" params={{ leadId: one.id }} className="truncate font-medium hover:underline">
          {row(one).name}
        </Link>
        <WaitChip dueAt={row(one).responseDueAt} waitsFor={row(one).waitsFor} />
      </span>
    ),
    grade: (one) => <GradeBadge grade={row(one).grade} />,
    chance: (one) => <span className="tnum">{percent(row(one).chance)}</span>,
    status: (one) => <StatusBadge status={row(one).status} />,
    stage: (one) => <StageBadge stage={row(one).stage} />,
    intent: (one) => <IntentBadge intent={row(one).intent} />,
    mobile: reached("mobile", "tel"),
    phone: reached("phone", "tel"),
    email: reached("email", "mailto"),
    wechat: reached("wechat"),
    owner: (one) => <Person user={row(one).owner} />,
    lastFollowUpAt: (one) => <span className="text-ink-2">{relative(row(one).lastFollowUpAt)}</span>,
    createdAt: (one) => <span className="text-ink-2">{relative(row(one).createdAt)}</span>,
  },
  compact: (one) => {
    const { name, companyName, status, intent, owner, createdAt, responseDueAt, waitsFor, grade } = row(one);
    return (
      <span className="flex flex-col gap-1">
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium text-[0.9375rem]">{name}</span>
          <WaitChip dueAt={responseDueAt} waitsFor={waitsFor} />
          {intent === "HIGH" && <IntentBadge intent={intent} />}
          <StatusBadge status={status} />
        </span>
        <span className="flex gap-2 text-ink-3 text-sm">
          <span className="min-w-0 flex-1 truncate">
            {[companyName, owner?.name].filter(Boolean).join(" · ") || "—"}
          </span>
          {grade && <GradeBadge grade={grade} />}
          <span className="shrink-0">{relative(createdAt)}</span>
        </span>
      </span>
    );
  },
};

export function LeadsPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const canCreate = useCan("lead.create");
  const { f, q } = route.useSearch();
  return (
    <ListRoom
      kind={KIND}
      texts={{
        title: t`Leads`,
        search: t`Search leads`,
        icon: <MagnetIcon />,
        empty: { title: t`No leads here`, text: t`Whoever may have a problem you can solve will stand here.` },
      }}
      onOpen={(one) => navigate({ to: "/leads/$leadId", params: { leadId: one.id } })}
      create={
        <>
          <LeadViews f={f} q={q} />
          {canCreate && <CreateButton form="lead" label={t`New lead`} />}
        </>
      }
    />
  );
}
