import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { CheckIcon, CircleAlertIcon, CircleCheckIcon } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useQuery } from "urql";
import { percent } from "../session/formats";
import { Button } from "../ui/Button";
import { Skeleton } from "../ui/Skeleton";
import { type DealPageQuery, GateDocument } from "./deals.gen";

type Deal = NonNullable<DealPageQuery["deal"]>;
type Stage = Deal["pipeline"]["stages"]["nodes"][number];
type Props = { deal: Deal; busy: boolean; onMove: (stageId: string, name: string) => void };

/** The way of the deal through its pipeline: where it is, and what the next step asks for. */
export function StageBar({ deal, busy, onMove }: Props) {
  const { t } = useLingui();
  const stages = deal.pipeline.stages.nodes;
  const way = stages.filter((stage) => stage.type === "OPEN" || stage.id === deal.stage.id);
  const ends = stages.filter((stage) => stage.type !== "OPEN" && stage.id !== deal.stage.id);
  const at = way.findIndex((stage) => stage.id === deal.stage.id);
  const [chosen, setChosen] = useState<Stage | null>(null);
  const target = chosen && chosen.id !== deal.stage.id ? chosen : null;
  const closed = deal.status !== "OPEN";
  const here = useRef<HTMLLIElement>(null);
  const stageId = deal.stage.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a narrow screen follows the deal to its new stage
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would take for the clean-up.
    here.current?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [stageId]);

  return (
    <div className="border-line border-b bg-surface px-4 py-3 md:px-6">
      <ol className="scrollbar-thin flex gap-1 -mx-1 overflow-x-auto p-1" aria-label={t`Stages`}>
        {way.map((stage, index) => {
          const isHere = stage.id === stageId;
          return (
            <li
              key={stage.id}
              className="min-w-24 flex-1"
              ref={isHere ? here : undefined}
              aria-current={isHere ? "step" : undefined}
            >
              <button
                type="button"
                title={stage.definition ?? undefined}
                aria-pressed={target?.id === stage.id}
                disabled={closed && !isHere}
                onClick={() => setChosen(isHere ? null : stage)}
                className={clsx(
                  "flex h-8 w-full items-center justify-center gap-1 truncate rounded-md px-2 text-xs transition-colors coarse:h-11",
                  isHere && deal.status === "LOST" && "bg-danger-soft font-medium text-danger",
                  isHere && deal.status === "INVALID" && "bg-hover font-medium",
                  isHere && deal.status === "WON" && "bg-good-soft font-medium text-good",
                  isHere && deal.status === "OPEN" && "bg-accent font-medium text-accent-fg",
                  !isHere && index < at && "bg-accent-soft text-accent-text",
                  !isHere && index > at && "bg-hover text-ink-2",
                  target?.id === stage.id && "outline-2 outline-accent outline-offset-1",
                )}
              >
                {index < at && <CheckIcon className="size-3 shrink-0" />}
                <span className="truncate">{stage.name}</span>
              </button>
            </li>
          );
        })}
        {!closed &&
          ends.map((stage) => (
            <li key={stage.id}>
              <button
                type="button"
                aria-pressed={target?.id === stage.id}
                onClick={() => setChosen(stage)}
                className={clsx(
                  "h-8 whitespace-nowrap rounded-md border border-line px-2.5 text-ink-2 text-xs hover:bg-hover coarse:h-11",
                  target?.id === stage.id && "outline-2 outline-accent outline-offset-1",
                )}
              >
                {stage.name}
              </button>
            </li>
          ))}
      </ol>
      {target && (
        <GateChecklist key={`${target.id}${deal.version}`} deal={deal} stage={target} busy={busy} onMove={onMove} />
      )}
    </div>
  );
}

function GateChecklist({
  deal,
  stage,
  busy,
  onMove,
}: {
  deal: Deal;
  stage: Stage;
  busy: boolean;
  onMove: Props["onMove"];
}) {
  const { t } = useLingui();
  const [{ data, fetching }] = useQuery({
    query: GateDocument,
    variables: { dealId: deal.id, stageId: stage.id },
    requestPolicy: "network-only",
  });
  const gate = data?.dealGate;
  const { name } = stage;
  return (
    <div className="mt-3 flex flex-wrap items-start gap-3 rounded-xl bg-hover p-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium text-sm">
          {t`To “${name}”`}
          {stage.type === "OPEN" && (
            <span className="ml-2 font-normal text-ink-3 text-xs">{percent(stage.probability)}</span>
          )}
        </p>
        {stage.definition && <p className="text-ink-2 text-xs">{stage.definition}</p>}
        {fetching && !gate ? (
          <Skeleton className="mt-2 h-4 w-52" />
        ) : gate && gate.unmet.length > 0 ? (
          <ul className="mt-1.5 flex flex-col gap-1">
            {gate.unmet.map((item) => (
              <li key={item.code + item.message} className="flex items-start gap-1.5 text-sm">
                <CircleAlertIcon className="mt-0.5 size-3.5 shrink-0 text-warn" />
                {item.message}
              </li>
            ))}
          </ul>
        ) : (
          gate && (
            <p className="mt-1 flex items-center gap-1.5 text-good text-sm">
              <CircleCheckIcon className="size-3.5" /> {t`Everything is there`}
            </p>
          )
        )}
      </div>
      <Button look="primary" busy={busy} disabled={!deal.viewerCan.move} onClick={() => onMove(stage.id, stage.name)}>
        {t`Move`}
      </Button>
    </div>
  );
}
