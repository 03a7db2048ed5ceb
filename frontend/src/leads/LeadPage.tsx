import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import {
  ArchiveIcon,
  ArrowRightLeftIcon,
  BanIcon,
  EllipsisVerticalIcon,
  KeyRoundIcon,
  MessageSquarePlusIcon,
  PencilIcon,
  PhoneIcon,
  SendIcon,
  SproutIcon,
  UndoIcon,
} from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useQuery } from "urql";
import { type Subject, timelineOf } from "../activities/subject";
import { RecordTabs } from "../records/RecordTabs";
import { useCan } from "../session/viewer";
import { problemOf } from "../sync/problems";
import { Button, buttonClass, IconButton } from "../ui/Button";
import { Menu, type MenuEntry } from "../ui/Menu";
import { RecordPage } from "../ui/RecordPage";
import { useOverlay } from "../ui/useOverlay";
import { LeadBant } from "./LeadBant";
import { LeadBar } from "./LeadBar";
import type { LeadDialogName } from "./LeadDialogs";
import { LeadFacts } from "./LeadFacts";
import { LeadMind } from "./LeadMind";
import { LeadTouches } from "./LeadTouches";
import { OPEN } from "./labels";
import { LeadDocument, LeadPageDocument } from "./leads.gen";
import { useLeadVerbs } from "./useLeadVerbs";

const LeadForm = lazy(() => import("./LeadForm").then((module) => ({ default: module.LeadForm })));
const LeadDialog = lazy(() => import("./LeadDialogs").then((module) => ({ default: module.LeadDialog })));
const ConvertDialog = lazy(() => import("./ConvertDialog").then((module) => ({ default: module.ConvertDialog })));
const AccessDialog = lazy(() => import("../records/AccessDialog").then((module) => ({ default: module.AccessDialog })));
const TransferDialog = lazy(() =>
  import("../records/TransferDialog").then((module) => ({ default: module.TransferDialog })),
);

const route = getRouteApi("/leads/$leadId");
const VERBS = new Set<string>(["assign", "return", "nurture", "invalid", "reject"]);

export function LeadPage() {
  const { t } = useLingui();
  const { leadId } = route.useParams();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const openOverlay = useOverlay();
  const subject = useMemo<Subject>(() => ({ kind: "lead", id: leadId }), [leadId]);
  const [{ data, error, fetching }, again] = useQuery({
    query: LeadPageDocument,
    variables: { id: leadId, ...timelineOf(subject) },
  });
  const [dialog, setDialog] = useState<LeadDialogName | "convert" | "edit" | "transfer" | "access" | null>(null);
  // What a verb answered is in the cache before the timeline has come again: the next verb must know its version.
  const [{ data: known }] = useQuery({ query: LeadDocument, variables: { id: leadId }, pause: !data?.lead });
  const lead = data?.lead && (known?.lead?.id === leadId ? known.lead : data.lead);
  const leave = () => void navigate({ to: "/leads" });
  const verbs = useLeadVerbs(lead, leave);
  const canAssign = useCan("lead.assign");
  const canHandOff = useCan("lead.hand_off");
  const close = () => setDialog(null);
  const problem =
    error && !data
      ? problemOf(error)
      : data && !lead && !fetching
        ? { kind: "missing", title: t`This lead does not exist, or you may not see it` }
        : null;

  function entries(): MenuEntry[] {
    if (!lead) return [];
    const { viewerCan, status } = lead;
    const open = viewerCan.update && OPEN.has(status);
    const worked = viewerCan.update && (status === "PENDING" || status === "WORKING");
    return [
      { label: t`Assign`, icon: <SendIcon />, disabled: !open || !canAssign, onSelect: () => setDialog("assign") },
      {
        label: t`Hand to sales`,
        icon: <SendIcon />,
        disabled: !open || !canHandOff || lead.stage !== "RAW",
        onSelect: () => void verbs.handOff(),
      },
      { label: t`Nurture`, icon: <SproutIcon />, disabled: !worked, onSelect: () => setDialog("nurture") },
      { label: t`Give back`, icon: <UndoIcon />, disabled: !worked, onSelect: () => setDialog("return") },
      { label: t`Call it invalid`, icon: <BanIcon />, disabled: !open, onSelect: () => setDialog("invalid") },
      { kind: "separator" },
      { label: t`Access and following`, icon: <KeyRoundIcon />, onSelect: () => setDialog("access") },
      {
        label: t`Transfer the owner`,
        icon: <ArrowRightLeftIcon />,
        disabled: !viewerCan.transfer || !OPEN.has(status),
        onSelect: () => setDialog("transfer"),
      },
      {
        label: t`Void`,
        icon: <ArchiveIcon />,
        danger: true,
        disabled: !viewerCan.void,
        onSelect: () => void verbs.voidIt(),
      },
    ];
  }

  const mobile = lead && !lead.maskedFields.includes("mobile") && !lead.doNotContact ? lead.mobile : null;
  const log = () => void openOverlay("activity", leadId);
  return (
    <RecordPage
      title={lead?.name}
      subtitle={lead && [lead.number, lead.title, lead.companyName].filter(Boolean).join(" · ")}
      loading={!data && fetching}
      problem={problem}
      onRetry={() => again({ requestPolicy: "network-only" })}
      above={lead && <LeadBar lead={lead} verbs={verbs} onDialog={setDialog} />}
      actions={
        lead && (
          <>
            {mobile && (
              <a href={`tel:${mobile}`} className={buttonClass("secondary", "icon", "md:hidden")} aria-label={t`Call`}>
                <PhoneIcon />
              </a>
            )}
            {lead.status !== "CONVERTED" && (
              <Button icon={<MessageSquarePlusIcon />} onClick={log} aria-label={t`Log an activity`}>
                <span className="hidden md:inline">
                  <Trans>Log</Trans>
                </span>
              </Button>
            )}
            {lead.viewerCan.update && OPEN.has(lead.status) && (
              <Button icon={<PencilIcon />} onClick={() => setDialog("edit")} aria-label={t`Edit`}>
                <span className="hidden md:inline">
                  <Trans>Edit</Trans>
                </span>
              </Button>
            )}
            <Menu
              label={t`More`}
              trigger={<IconButton label={t`More`} icon={<EllipsisVerticalIcon />} />}
              entries={entries}
            />
          </>
        )
      }
      aside={
        lead && (
          <>
            <LeadFacts lead={lead} />
            <LeadBant lead={lead} />
            <LeadMind lead={lead} />
          </>
        )
      }
    >
      {lead && <LeadTouches lead={lead} />}
      <RecordTabs
        subject={subject}
        tab={tab}
        onTab={(next) => navigate({ search: (now) => ({ ...now, tab: next }), replace: true })}
      />
      <Suspense>
        {lead && dialog === "access" && (
          <AccessDialog id={lead.id} name={lead.name} canShare={lead.viewerCan.share} onClose={close} />
        )}
        {lead && dialog === "edit" && <LeadForm lead={lead} onClose={close} />}
        {lead && dialog === "convert" && (
          <ConvertDialog
            lead={lead}
            onClose={close}
            onLog={() => {
              close();
              log();
            }}
          />
        )}
        {lead && dialog && VERBS.has(dialog) && (
          <LeadDialog lead={lead} name={dialog as LeadDialogName} onClose={close} onGone={leave} />
        )}
        {lead && dialog === "transfer" && (
          <TransferDialog
            id={lead.id}
            version={lead.version}
            name={lead.name}
            onClose={close}
            onDone={() => again({ requestPolicy: "network-only" })}
          />
        )}
      </Suspense>
    </RecordPage>
  );
}
