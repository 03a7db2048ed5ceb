import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { EyeOffIcon, TriangleAlertIcon } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import type { Shapes } from "../lists/shape";
import { fieldOf } from "../lists/useConditionText";
import { Skeleton } from "../ui/Skeleton";
import { Asked } from "./asking/Asked";
import { type Definition, wholeWhere } from "./definition";
import { Picture } from "./Picture";
import { TileFrame } from "./TileFrame";
import { filtered, follows, type Layout, type Shown, type Tile } from "./tiles";
import { useResult } from "./useResult";

type Props = { tile: Tile; shown: Shown; layout: Layout; shapes: Shapes; beat: number };

/** One report on a dashboard. What is wrong with it is told here, and the others stand as they are. */
export function DashboardTile({ tile, shown, layout, shapes, beat }: Props) {
  const { t } = useLingui();
  return (
    <TileFrame label={shown?.name ?? t`A report that is not here`} width={tile.width}>
      {shown ? (
        <Figures shown={shown} tile={tile} layout={layout} shapes={shapes} beat={beat} />
      ) : (
        <p className="flex items-center gap-2 text-ink-3 text-sm">
          <EyeOffIcon className="size-4 shrink-0" />
          {t`This report was deleted or is not shared with you.`}
        </p>
      )}
    </TileFrame>
  );
}

const isNarrowed = (own: Definition, here: Definition) =>
  JSON.stringify(wholeWhere(own)) !== JSON.stringify(wholeWhere(here));

type FiguresProps = Props & { shown: NonNullable<Shown> };

function Figures({ shown, tile, layout, shapes, beat }: FiguresProps) {
  const { t } = useLingui();
  const definition = useMemo(() => filtered(shown.definition, layout, shapes), [shown.definition, layout, shapes]);
  // What is set above and is no field of these records is told, or the figures would seem to follow it.
  const apart = layout.controls.filter((one) => one.value && !follows(one, definition.source, shapes));
  const names = apart.flatMap((one) => {
    const shape = shapes.get(one.source);
    const field = shape && fieldOf(shape, one.key);
    return field ? [shape.label(field.name)] : [];
  });
  const { figures, refused, loading, asked } = useResult(definition);
  const ask = useRef(asked.again);
  ask.current = asked.again;
  useEffect(() => {
    if (beat > 0) ask.current();
  }, [beat]);
  return (
    <div aria-busy={loading}>
      <h2 className="mb-2 truncate font-medium text-sm">
        <Link
          to="/reports/$reportId"
          params={{ reportId: shown.to }}
          // Behind the title stand the same figures.
          search={isNarrowed(shown.definition, definition) ? { d: definition } : {}}
          className="hover:underline"
        >
          {shown.name}
        </Link>
      </h2>
      {names.length > 0 && <p className="-mt-1 mb-2 text-ink-3 text-xs">{t`Not filtered by: ${names.join(", ")}`}</p>}
      <Asked report={asked} skeleton={<Skeleton className="h-52 w-full" />}>
        {refused ? (
          <p role="alert" className="flex items-start gap-2 rounded-lg bg-warn-soft p-3 text-sm text-warn">
            <TriangleAlertIcon className="mt-0.5 size-4 shrink-0" />
            {refused}
          </p>
        ) : !figures ? null : figures.considered === 0 ? (
          <p className="py-8 text-center text-ink-3 text-sm">{t`No records to count`}</p>
        ) : (
          <div
            // A long table scrolls in its tile instead of pushing the others away; on paper it is whole.
            className={isTable(definition) ? "relative overflow-y-auto print:max-h-none!" : undefined}
            style={isTable(definition) ? { maxHeight: (tile.height ?? 2) * 200 } : undefined}
          >
            <Picture definition={definition} figures={figures} label={shown.name} height={(tile.height ?? 2) * 120} />
          </div>
        )}
      </Asked>
    </div>
  );
}

const isTable = (definition: Definition) => (definition.chart ?? "TABLE") === "TABLE" || definition.chart === "HEAT";
