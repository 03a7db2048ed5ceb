import { useLingui } from "@lingui/react/macro";
import { ShieldCheckIcon } from "lucide-react";
import { RowArrows, RowGrip } from "../drag/RowControls";
import { useReorder } from "../drag/useReorder";
import { percent } from "../session/formats";
import { actOrTell } from "../sync/act";
import { Badge, Dot } from "../ui/Badge";
import { useLabel } from "../ui/useLabel";
import { FORECAST_CATEGORY, STAGE_TONE } from "./labels";
import type { Pipeline, Stage } from "./PipelinesSection";
import { ReorderStagesDocument } from "./pipelines.gen";

/** The stages in order: dragged, grabbed by keyboard, or moved by the arrow buttons. */
export function StageList({
  pipeline,
  canEdit,
  onOpen,
}: {
  pipeline: Pipeline;
  canEdit: boolean;
  onOpen: (stage: Stage) => void;
}) {
  const { t } = useLingui();
  const label = useLabel();
  const stages = new Map(pipeline.stages.nodes.map((stage) => [stage.id, stage]));
  const order = useReorder({
    ids: [...stages.keys()],
    nameOf: (id) => stages.get(id)?.name ?? "",
    disabled: !canEdit,
    onReorder: async (stageIds) =>
      (await actOrTell(ReorderStagesDocument, { input: { pipelineId: pipeline.id, stageIds: [...stageIds] } })).ok,
  });

  return (
    <ol ref={order.root}>
      {order.ids.map((id) => {
        const stage = stages.get(id);
        if (!stage) return null;
        const { name } = stage;
        const limitText = (days: number) => t`${days} days at most`;
        const gates = count(stage.entryCriteria) + count(stage.exitCriteria) + count(stage.requiredFields);
        return (
          <li
            key={id}
            {...order.item(id)}
            className="flex h-14 items-center gap-2 border-line border-b bg-surface data-held:bg-accent-soft"
          >
            {canEdit && <RowGrip order={order} id={id} />}
            <Dot tone={STAGE_TONE[stage.type]} />
            <button
              type="button"
              data-drag-handle
              disabled={!canEdit}
              onClick={() => onOpen(stage)}
              className="min-w-0 flex-1 text-left enabled:hover:underline"
            >
              <span className="block truncate font-medium text-sm">{name}</span>
              <span className="block truncate text-ink-3 text-xs">
                {percent(stage.probability)} · {label(FORECAST_CATEGORY, stage.forecastCategory)}
                {stage.dwellLimitDays !== null && ` · ${limitText(stage.dwellLimitDays)}`}
              </span>
            </button>
            {stage.isOptional && <Badge>{t`Optional`}</Badge>}
            {gates > 0 && (
              <Badge tone="accent" title={t`Conditions of the gate`}>
                <ShieldCheckIcon /> {gates}
              </Badge>
            )}
            {canEdit && (
              <span className="flex">
                <RowArrows order={order} id={id} name={name} />
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

const count = (list: unknown) => (Array.isArray(list) ? list.length : 0);
