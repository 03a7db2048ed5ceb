import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { CirclePauseIcon, CirclePlayIcon, RotateCcwIcon } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useQuery } from "urql";
import { type Subject, timelineOf } from "../activities/subject";
import { ContractsOf } from "../contracts/ContractsOf";
import { RecordRoom } from "../records/RecordRoom";
import { actOrTell } from "../sync/act";
import { Badge } from "../ui/Badge";
import type { MenuEntry } from "../ui/Menu";
import { useLabel } from "../ui/useLabel";
import { DealFacts } from "./DealFacts";
import { DealLines } from "./DealLines";
import { DealPeople } from "./DealPeople";
import { DealPageDocument, RestoreDealDocument, ResumeDealDocument, VoidDealDocument } from "./deals.gen";
import { STATUS, STATUS_TONE } from "./labels";
import { StageBar } from "./StageBar";
import { StageHistory } from "./StageHistory";
import { useStageMove } from "./useStageMove";

const PauseDialog = lazy(() => import("./DealDialogs").then((module) => ({ default: module.PauseDialog })));
const ReopenDialog = lazy(() => import("./DealDialogs").then((module) => ({ default: module.ReopenDialog })));
const DealForm = lazy(() => import("./DealForm").then((module) => ({ default: module.DealForm })));
const GateDialog = lazy(() => import("./GateDialog").then((module) => ({ default: module.GateDialog })));

const route = getRouteApi("/deals/$dealId");

export function DealPage() {
  const { t } = useLingui();
  const label = useLabel();
  const { dealId } = route.useParams();
  const subject = useMemo<Subject>(() => ({ kind: "deal", id: dealId }), [dealId]);
  const [{ data, ...reading }, again] = useQuery({
    query: DealPageDocument,
    variables: { id: dealId, ...timelineOf(subject) },
  });
  const [dialog, setDialog] = useState<"pause" | "reopen" | null>(null);
  const deal = data?.deal;
  const { move, busy, refusal, clear } = useStageMove(deal);
  const close = () => setDialog(null);

  function own(): MenuEntry[] {
    if (!deal) return [];
    const { viewerCan } = deal;
    const input = { id: deal.id, version: deal.version };
    return [
      deal.pausedUntil
        ? {
            label: t`Resume`,
            icon: <CirclePlayIcon />,
            disabled: !viewerCan.update,
            onSelect: () => void actOrTell(ResumeDealDocument, { input }),
          }
        : {
            label: t`Pause`,
            icon: <CirclePauseIcon />,
            disabled: !viewerCan.update || deal.status !== "OPEN",
            onSelect: () => setDialog("pause"),
          },
      {
        label: t`Reopen`,
        icon: <RotateCcwIcon />,
        disabled: !viewerCan.reopen || deal.status === "OPEN",
        onSelect: () => setDialog("reopen"),
      },
    ];
  }

  return (
    <RecordRoom
      subject={subject}
      record={deal}
      reading={reading}
      again={again}
      texts={{ missing: t`This deal does not exist, or you may not see it`, voided: t`The deal was voided` }}
      voids={VoidDealDocument}
      restores={RestoreDealDocument}
      subtitle={
        deal && (
          <>
            {deal.number}{" "}
            {deal.status !== "OPEN" && <Badge tone={STATUS_TONE[deal.status]}>{label(STATUS, deal.status)}</Badge>}
          </>
        )
      }
      above={deal && <StageBar deal={deal} busy={busy} onMove={move} />}
      entries={({ access, transfer, voiding }) => [...own(), access, transfer, { kind: "separator" }, voiding]}
      form={(close) => deal && <DealForm deal={deal} onClose={close} />}
      history={deal && <StageHistory visits={deal.stageVisits.nodes} />}
      aside={
        deal && (
          <>
            <DealFacts deal={deal} />
            <DealPeople deal={deal} />
          </>
        )
      }
    >
      {deal && <DealLines deal={deal} />}
      {deal && <ContractsOf id={deal.id} />}
      <Suspense>
        {deal && dialog === "pause" && <PauseDialog deal={deal} onClose={close} />}
        {deal && dialog === "reopen" && <ReopenDialog deal={deal} onClose={close} />}
        {deal && refusal && (
          <GateDialog
            deal={deal}
            stageName={refusal.stageName}
            unmet={refusal.unmet}
            canOverride={refusal.canOverride}
            onClose={clear}
            onMove={(extra) => move(refusal.stageId, refusal.stageName, extra)}
          />
        )}
      </Suspense>
    </RecordRoom>
  );
}
