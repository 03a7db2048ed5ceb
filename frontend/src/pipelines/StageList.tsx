import { useLingui } from "@lingui/react/macro";
import { ArrowDownIcon, ArrowUpIcon, GripVerticalIcon, ShieldCheckIcon } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { announce } from "../drag/announcer";
import "../drag/drag.css";
import { attachPointerDrag } from "../drag/pointer";
import { percent } from "../session/formats";
import { actOrTell } from "../sync/act";
import { Badge, Dot } from "../ui/Badge";
import { IconButton } from "../ui/Button";
import { useLabel } from "../ui/useLabel";
import { FORECAST_CATEGORY, STAGE_TONE } from "./labels";
import type { Pipeline, Stage } from "./PipelinesSection";
import { ReorderStagesDocument } from "./pipelines.gen";

const ROW = 56;

/** The stages in order: dragged, or moved by the arrow buttons. Open stages stay before closed ones. */
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
  const root = useRef<HTMLDivElement>(null);
  const stages = pipeline.stages.nodes;
  const [order, setOrder] = useState<readonly string[] | null>(null);
  const shown = order ? order.flatMap((id) => stages.filter((stage) => stage.id === id)) : stages;
  const shownRef = useRef(shown);
  shownRef.current = shown;

  const moveTo = useCallback(
    async (id: string, index: number) => {
      const ids = shownRef.current.map((stage) => stage.id).filter((other) => other !== id);
      ids.splice(index, 0, id);
      setOrder(ids);
      const outcome = await actOrTell(ReorderStagesDocument, { input: { pipelineId: pipeline.id, stageIds: ids } });
      const name = shownRef.current.find((stage) => stage.id === id)?.name ?? "";
      const position = index + 1;
      if (outcome.ok) announce(t`${name} is now number ${position}`);
      setTimeout(() => setOrder(null), outcome.ok ? 800 : 0);
    },
    [pipeline.id, t],
  );

  useEffect(() => {
    if (!root.current || !canEdit) return;
    return attachPointerDrag({
      root: root.current,
      rowHeight: ROW,
      padding: 0,
      count: () => shownRef.current.length,
      onLift: () => undefined,
      onDrop: ({ item }, place) => place && void moveTo(item, place.index),
    });
  }, [canEdit, moveTo]);

  return (
    <div ref={root}>
      <ol data-drop-list={pipeline.id}>
        {shown.map((stage, index) => {
          const { name } = stage;
          const limitText = (days: number) => t`${days} days at most`;
          const gates = count(stage.entryCriteria) + count(stage.exitCriteria) + count(stage.requiredFields);
          return (
            <li
              key={stage.id}
              data-drag-item={canEdit ? stage.id : undefined}
              data-drag-index={index}
              className="flex h-14 items-center gap-2 border-line border-b bg-surface"
            >
              {canEdit && <GripVerticalIcon className="size-4 shrink-0 cursor-grab text-ink-3" aria-hidden />}
              <Dot tone={STAGE_TONE[stage.type]} />
              <button
                type="button"
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
                  <IconButton
                    label={t`Move ${name} up`}
                    icon={<ArrowUpIcon />}
                    disabled={index === 0}
                    onClick={() => moveTo(stage.id, index - 1)}
                  />
                  <IconButton
                    label={t`Move ${name} down`}
                    icon={<ArrowDownIcon />}
                    disabled={index === shown.length - 1}
                    onClick={() => moveTo(stage.id, index + 1)}
                  />
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const count = (list: unknown) => (Array.isArray(list) ? list.length : 0);
