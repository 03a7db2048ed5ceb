import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { BanIcon, HandshakeIcon, PhoneIcon, SendIcon, SproutIcon, UndoIcon, WavesIcon } from "lucide-react";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useQuery } from "urql";
import { type Subject, timelineOf } from "../activities/subject";
import { LeadAssignment } from "../assignment/LeadAssignment";
import { Consents } from "../consents/Consents";
import { RecordRoom } from "../records/RecordRoom";
import { LeadPrediction } from "../scoring/LeadPrediction";
import { LeadScore } from "../scoring/LeadScore";
import { LeadSelling } from "../selling/LeadSelling";
import { useCan } from "../session/viewer";
import { LeadClocks } from "../sla/LeadClocks";
import { buttonClass } from "../ui/Button";
import type { MenuEntry } from "../ui/Menu";
import { notify } from "../ui/notify";
import { useOverlay } from "../ui/useOverlay";
import { LeadBant } from "./LeadBant";
import { LeadBar } from "./LeadBar";
import type { LeadDialogName } from "./LeadDialogs";
import { LeadDuplicates } from "./LeadDuplicates";
import { LeadFacts } from "./LeadFacts";
import { LeadMerges } from "./LeadMerges";
import { LeadMind } from "./LeadMind";
import { LeadTouches } from "./LeadTouches";
import { OPEN } from "./labels";
import { LeadDocument, LeadPageDocument, RestoreLeadDocument, VoidLeadDocument } from "./leads.gen";
import { useLeadVerbs } from "./useLeadVerbs";

const LeadForm = lazy(() => import("./LeadForm").then((module) => ({ default: module.LeadForm })));
const LeadDialog = lazy(() => import("./LeadDialogs").then((module) => ({ default: module.LeadDialog })));
const ConvertDialog = lazy(() => import("./ConvertDialog").then((module) => ({ default: module.ConvertDialog })));

const route = getRouteApi("/leads/$leadId");

export function LeadPage() {
  const { t } = useLingui();
  const { leadId } = route.useParams();
  const navigate = route.useNavigate();
  const openOverlay = useOverlay();
  const subject = useMemo<Subject>(() => ({ kind: "lead", id: leadId }), [leadId]);
  const [{ data, ...reading }, again] = useQuery({
    query: LeadPageDocument,
    variables: { id: leadId, ...timelineOf(subject) },
  });
  const [dialog, setDialog] = useState<LeadDialogName | "convert" | null>(null);
  // What a verb answered is in the cache before the timeline has come again: the next verb must know its version.
  const [{ data: known }] = useQuery({ query: LeadDocument, variables: { id: leadId }, pause: !data?.lead });
  const lead = data?.lead && (known?.lead?.id === leadId ? known.lead : data.lead);
  const verbs = useLeadVerbs(lead);
  const go = (id: string) => void navigate({ to: "/leads/$leadId", params: { leadId: id }, replace: true });
  // An old id: the lead is part of another one now.
  const partOf = lead && lead.id !== leadId ? lead : null;
  useEffect(() => {
    if (!partOf) return;
    const { number } = partOf;
    notify({ title: t`That lead is part of ${number} now` });
    void navigate({ to: "/leads/$leadId", params: { leadId: partOf.id }, replace: true });
  }, [partOf, navigate, t]);
  const canAssign = useCan("lead.assign");
  const canHandOff = useCan("lead.hand_off");
  const close = () => setDialog(null);
  const closed = !!lead && !OPEN.has(lead.status);
  // Nobody works what waits in a pool: it is claimed or assigned first.
  const waits = lead?.status === "UNASSIGNED" && !!lead.pool;

  function own(): MenuEntry[] {
    if (!lead) return [];
    const open = lead.viewerCan.update && !closed;
    const worked = open && (lead.status === "PENDING" || lead.status === "WORKING");
    return [
      { label: t`Assign`, icon: <SendIcon />, disabled: !open || !canAssign, onSelect: () => setDialog("assign") },
      {
        label: t`Hand to sales`,
        icon: <SendIcon />,
        disabled: !open || !canHandOff || lead.stage !== "RAW",
        onSelect: () => void verbs.handOff(),
      },
      {
        label: t`Change the partner`,
        icon: <HandshakeIcon />,
        disabled: !open || !canAssign,
        onSelect: () => setDialog("partner"),
      },
      { label: t`Nurture`, icon: <SproutIcon />, disabled: !worked, onSelect: () => setDialog("nurture") },
      {
        label: t`Move to a pool`,
        icon: <WavesIcon />,
        disabled: !open || !canAssign || lead.status !== "UNASSIGNED",
        onSelect: () => setDialog("pool"),
      },
      { label: t`Give back`, icon: <UndoIcon />, disabled: !worked, onSelect: () => setDialog("return") },
      { label: t`Call it invalid`, icon: <BanIcon />, disabled: !open, onSelect: () => setDialog("invalid") },
    ];
  }

  const mobile = lead && !lead.maskedFields.includes("mobile") && !lead.doNotContact ? lead.mobile : null;
  return (
    <RecordRoom
      subject={subject}
      record={lead}
      reading={reading}
      again={again}
      texts={{ missing: t`This lead does not exist, or you may not see it`, voided: t`The lead was voided` }}
      voids={VoidLeadDocument}
      restores={RestoreLeadDocument}
      subtitle={lead && [lead.number, lead.title, lead.companyName].filter(Boolean).join(" · ")}
      above={lead && <LeadBar lead={lead} verbs={verbs} onDialog={setDialog} />}
      closed={closed || waits}
      actions={
        mobile && (
          <a href={`tel:${mobile}`} className={buttonClass("secondary", "icon", "md:hidden")} aria-label={t`Call`}>
            <PhoneIcon />
          </a>
        )
      }
      entries={({ access, transfer, voiding }) => [
        ...own(),
        { kind: "separator" },
        access,
        closed ? { ...transfer, disabled: true } : transfer,
        voiding,
      ]}
      form={(done) => lead && <LeadForm lead={lead} onClose={done} />}
      history={<LeadMerges leadId={leadId} open={!closed} />}
      aside={
        lead && (
          <>
            <LeadDuplicates lead={lead} onGone={go} />
            <LeadScore leadId={lead.id} scoredAt={lead.scoredAt} />
            <LeadPrediction leadId={lead.id} predictedAt={lead.chanceAt} />
            <LeadFacts lead={lead} />
            <LeadMind lead={lead} />
            <LeadSelling lead={lead} />
            <LeadAssignment leadId={lead.id} />
            <LeadClocks lead={lead} />
            <LeadBant lead={lead} />
            <Consents subject={subject} name={lead.name} consents={lead.consents.nodes} canWrite={!waits} />
          </>
        )
      }
    >
      {lead && <LeadTouches lead={lead} />}
      <Suspense>
        {lead && dialog === "convert" && (
          <ConvertDialog
            lead={lead}
            onClose={close}
            onLog={() => {
              close();
              void openOverlay("activity", leadId);
            }}
          />
        )}
        {lead && dialog && dialog !== "convert" && (
          <LeadDialog lead={lead} name={dialog} onClose={close} onGone={() => void navigate({ to: "/leads" })} />
        )}
      </Suspense>
    </RecordRoom>
  );
}
