import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import {
  ArchiveIcon,
  ArrowRightLeftIcon,
  CirclePauseIcon,
  CirclePlayIcon,
  EllipsisVerticalIcon,
  KeyRoundIcon,
  MessageSquarePlusIcon,
  PencilIcon,
  RotateCcwIcon,
} from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useQuery } from "urql";
import { type Subject, timelineOf } from "../activities/subject";
import { RecordTabs } from "../records/RecordTabs";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { Menu, type MenuEntry } from "../ui/Menu";
import { notify } from "../ui/notify";
import { RecordPage } from "../ui/RecordPage";
import { useLabel } from "../ui/useLabel";
import { useOverlay } from "../ui/useOverlay";
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
const AccessDialog = lazy(() => import("../records/AccessDialog").then((module) => ({ default: module.AccessDialog })));
const TransferDialog = lazy(() =>
  import("../records/TransferDialog").then((module) => ({ default: module.TransferDialog })),
);
const GateDialog = lazy(() => import("./GateDialog").then((module) => ({ default: module.GateDialog })));

const route = getRouteApi("/deals/$dealId");

export function DealPage() {
  const { t } = useLingui();
  const label = useLabel();
  const { dealId } = route.useParams();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const openOverlay = useOverlay();
  const subject = useMemo<Subject>(() => ({ kind: "deal", id: dealId }), [dealId]);
  const [{ data, error, fetching }, again] = useQuery({
    query: DealPageDocument,
    variables: { id: dealId, ...timelineOf(subject) },
  });
  const [dialog, setDialog] = useState<"edit" | "transfer" | "pause" | "reopen" | "access" | null>(null);
  const deal = data?.deal;
  const { move, busy, refusal, clear } = useStageMove(deal);
  const problem =
    error && !data
      ? problemOf(error)
      : data && !deal && !fetching
        ? { kind: "missing", title: t`This deal does not exist, or you may not see it` }
        : null;
  const close = () => setDialog(null);

  async function voidIt() {
    if (!deal) return;
    const outcome = await actOrTell(VoidDealDocument, { input: { id: deal.id, version: deal.version } });
    if (!outcome.ok) return;
    notify({
      title: t`The deal was voided`,
      undo: { label: t`Undo`, run: () => void actOrTell(RestoreDealDocument, { input: { id: deal.id } }) },
    });
    void navigate({ to: "/deals" });
  }

  function entries(): MenuEntry[] {
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
      { label: t`Access and following`, icon: <KeyRoundIcon />, onSelect: () => setDialog("access") },
      {
        label: t`Transfer the owner`,
        icon: <ArrowRightLeftIcon />,
        disabled: !viewerCan.transfer,
        onSelect: () => setDialog("transfer"),
      },
      { kind: "separator" },
      { label: t`Void`, icon: <ArchiveIcon />, danger: true, disabled: !viewerCan.void, onSelect: () => void voidIt() },
    ];
  }

  return (
    <RecordPage
      title={deal?.name}
      subtitle={
        deal && (
          <>
            {deal.number}{" "}
            {deal.status !== "OPEN" && <Badge tone={STATUS_TONE[deal.status]}>{label(STATUS, deal.status)}</Badge>}
          </>
        )
      }
      loading={!data && fetching}
      problem={problem}
      onRetry={() => again({ requestPolicy: "network-only" })}
      above={deal && <StageBar deal={deal} busy={busy} onMove={move} />}
      actions={
        deal && (
          <>
            <Button
              icon={<MessageSquarePlusIcon />}
              onClick={() => openOverlay("activity", deal.id)}
              aria-label={t`Log an activity`}
            >
              <span className="hidden md:inline">
                <Trans>Log</Trans>
              </span>
            </Button>
            {deal.viewerCan.update && (
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
        deal && (
          <>
            <DealFacts deal={deal} />
            <DealPeople deal={deal} />
          </>
        )
      }
    >
      {deal && <DealLines deal={deal} />}
      <RecordTabs
        subject={subject}
        tab={tab}
        onTab={(next) => navigate({ search: (now) => ({ ...now, tab: next }), replace: true })}
        history={deal && <StageHistory visits={deal.stageVisits.nodes} />}
      />
      <Suspense>
        {deal && dialog === "access" && (
          <AccessDialog id={deal.id} name={deal.name} canShare={deal.viewerCan.share} onClose={close} />
        )}
        {deal && dialog === "edit" && <DealForm deal={deal} onClose={close} />}
        {deal && dialog === "pause" && <PauseDialog deal={deal} onClose={close} />}
        {deal && dialog === "reopen" && <ReopenDialog deal={deal} onClose={close} />}
        {deal && dialog === "transfer" && (
          <TransferDialog
            id={deal.id}
            version={deal.version}
            name={deal.name}
            onClose={close}
            onDone={() => again({ requestPolicy: "network-only" })}
          />
        )}
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
    </RecordPage>
  );
}
