import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { EyeOffIcon, TriangleAlertIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { Skeleton } from "../ui/Skeleton";
import { useMedia } from "../ui/useMedia";
import { Asked } from "./asking/Asked";
import { Picture } from "./Picture";
import { filtered, type Layout, type Shown, type Tile } from "./tiles";
import { useResult } from "./useResult";

type Props = { tile: Tile; shown: Shown; filters: Layout["filters"]; beat: number };

/** One report on a dashboard. What is wrong with it is told here, and the others stand as they are. */
export function DashboardTile({ tile, shown, filters, beat }: Props) {
  const { t } = useLingui();
  const wide = useMedia("(min-width: 48rem)");
  return (
    <section
      aria-label={shown?.name ?? t`A report that is not here`}
      className="min-w-0 rounded-xl bg-surface p-4 shadow-lift"
      style={wide ? { gridColumn: `span ${tile.width ?? 6}` } : undefined}
    >
      {shown ? (
        <Figures shown={shown} tile={tile} filters={filters} beat={beat} />
      ) : (
        <p className="flex items-center gap-2 text-ink-3 text-sm">
          <EyeOffIcon className="size-4 shrink-0" />
          {t`This report was deleted or is not shared with you.`}
        </p>
      )}
    </section>
  );
}

type FiguresProps = { shown: NonNullable<Shown>; tile: Tile; filters: Layout["filters"]; beat: number };

function Figures({ shown, tile, filters, beat }: FiguresProps) {
  const { t } = useLingui();
  const definition = filtered(shown.definition, filters);
  const { figures, refused, loading, asked } = useResult(definition);
  const ask = useRef(asked.again);
  ask.current = asked.again;
  useEffect(() => {
    if (beat > 0) ask.current();
  }, [beat]);
  return (
    <div aria-busy={loading}>
      <h2 className="mb-2 truncate font-medium text-sm">
        <Link to="/reports/$reportId" params={{ reportId: shown.to }} className="hover:underline">
          {shown.name}
        </Link>
      </h2>
      <Asked report={asked} skeleton={<Skeleton className="h-52 w-full" />}>
        {refused ? (
          <p role="alert" className="flex items-start gap-2 rounded-lg bg-warn-soft p-3 text-sm text-warn">
            <TriangleAlertIcon className="mt-0.5 size-4 shrink-0" />
            {refused}
          </p>
        ) : !figures ? null : figures.considered === 0 ? (
          <p className="py-8 text-center text-ink-3 text-sm">{t`No records to count`}</p>
        ) : (
          <Picture definition={definition} figures={figures} label={shown.name} height={(tile.height ?? 2) * 120} />
        )}
      </Asked>
    </div>
  );
}
