import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { ChartColumnIcon, PencilRulerIcon, RedoIcon, TableIcon, UndoIcon } from "lucide-react";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import type { Drawing } from "../charts/engine";
import { FilterButton } from "../lists/FilterButton";
import { FilterChips } from "../lists/FilterChips";
import { useShapes } from "../lists/useShapes";
import { Button, IconButton } from "../ui/Button";
import { Page } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { Segmented } from "../ui/Toggle";
import { useMedia } from "../ui/useMedia";
import type { Where } from "../views/definition";
import { ControlChips } from "./ControlChips";
import { type Chosen, settled } from "./controls";
import type { Definition } from "./definition";
import { Preview } from "./Preview";
import { ReportMenu } from "./ReportMenu";
import type { ReportByIdQuery } from "./reports.gen";
import { SaveReport } from "./SaveReport";
import { AlertStrip } from "./sending/AlertStrip";
import { watchedOf } from "./sending/watched";
import { ToReports } from "./ToReports";
import { useDraft } from "./useDraft";
import { useResult } from "./useResult";

const FilterDialog = lazy(() => import("../lists/FilterDialog").then((module) => ({ default: module.FilterDialog })));
const Builder = lazy(() => import("./Builder").then((module) => ({ default: module.Builder })));
const route = getRouteApi("/reports/$reportId");
const NONE: Chosen = {};

export type SavedReport = NonNullable<ReportByIdQuery["report"]>;
type Props = { name: string; about: string; saved: Definition; report?: SavedReport; ready?: string };

/** A report to be looked at, filtered and changed; what is changed stays in the address until it is saved. */
export function ReportRoom({ name, about, saved, report, ready }: Props) {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const drawing = useRef<Drawing | null>(null);
  const shapes = useShapes();
  const wide = useMedia("(min-width: 48rem)");
  const draft = useDraft(saved);
  const chosen = (search.v ?? NONE) as Chosen;
  // As its reader has set it.
  const definition = useMemo(() => {
    const { controls: left } = draft.definition;
    return left ? { ...draft.definition, controls: settled(left, chosen) } : draft.definition;
  }, [draft.definition, chosen]);
  // Which records it counts: anybody who looks at it may ask for others.
  const [filtering, setFiltering] = useState(false);
  const { where: filter = {}, controls = [] } = draft.definition;
  const setFilter = (where: Where, open = controls) =>
    draft.set({ ...draft.definition, where, controls: open.length > 0 ? open : undefined });
  const outcome = useResult(definition);
  const shape = shapes?.get(definition.source);
  const building = search.edit === "1" || (!report && name === t`New report`);
  const isTable = search.as === "table" || (definition.chart ?? "TABLE") === "TABLE";
  const shown = search.as === "table" ? { ...definition, chart: "TABLE" as const } : definition;
  const turn = (edit: boolean) =>
    void navigate({ search: (now) => ({ ...now, edit: edit ? "1" : undefined }), replace: true });

  // A phone shows what comes of it first.
  const builder = (
    <aside className="rounded-xl bg-surface p-4 shadow-lift">
      {shapes ? (
        <Suspense fallback={<SkeletonRows rows={8} />}>
          <Builder shapes={shapes} definition={draft.definition} onChange={draft.set} />
        </Suspense>
      ) : (
        <SkeletonRows rows={8} />
      )}
    </aside>
  );
  return (
    <Page
      lead={<ToReports folder={report?.folder} />}
      title={name}
      actions={
        <>
          {draft.isChanged && <SaveReport name={name} definition={draft.definition} report={report} />}
          <ReportMenu
            name={name}
            definition={definition}
            report={report}
            ready={ready}
            figures={outcome.figures}
            drawing={drawing}
          />
        </>
      }
      toolbar={
        <>
          {(definition.chart ?? "TABLE") !== "TABLE" && (
            <Segmented
              label={t`Show as`}
              value={isTable ? "table" : "chart"}
              options={[
                { value: "chart", label: t`Chart`, icon: <ChartColumnIcon /> },
                { value: "table", label: t`Table`, icon: <TableIcon /> },
              ]}
              onChange={(as) =>
                void navigate({ search: (now) => ({ ...now, as: as === "table" ? as : undefined }), replace: true })
              }
            />
          )}
          {shapes && (
            <ControlChips
              controls={controls}
              chosen={chosen}
              shapes={shapes}
              source={definition.source}
              onChoose={(v) => void navigate({ search: (now) => ({ ...now, v }), replace: true })}
            />
          )}
          <FilterButton filter={filter} onOpen={() => setFiltering(true)} />
          <Button
            icon={<PencilRulerIcon />}
            aria-pressed={building}
            className={building ? "border-accent! text-accent-text!" : ""}
            onClick={() => turn(!building)}
          >
            {t`Build`}
          </Button>
          {building && (
            <>
              <IconButton label={t`Undo`} icon={<UndoIcon />} disabled={!draft.canUndo} onClick={draft.undo} />
              <IconButton label={t`Redo`} icon={<RedoIcon />} disabled={!draft.canRedo} onClick={draft.redo} />
            </>
          )}
          {shape && (
            <FilterChips shape={shape} filter={filter} onChange={setFilter} onOpen={() => setFiltering(true)} />
          )}
        </>
      }
    >
      <div
        className={building ? "mx-auto grid max-w-7xl gap-4 p-3 md:p-6" : "mx-auto max-w-5xl p-3 md:p-6"}
        style={building && wide ? { gridTemplateColumns: "19rem minmax(0, 1fr)" } : undefined}
      >
        {building && wide && builder}
        <div className="min-w-0">
          {about && !building && <p className="mb-3 text-ink-2 text-sm">{about}</p>}
          {report && !building && (
            <AlertStrip reportId={report.id} measures={watchedOf(saved, draft.isChanged ? null : outcome.figures)} />
          )}
          <Preview name={name} definition={shown} outcome={outcome} shape={shape} drawing={drawing} />
        </div>
        {building && !wide && builder}
      </div>
      <Suspense>
        {filtering && shape && (
          <FilterDialog
            shape={shape}
            filter={filter}
            controls={controls}
            onApply={setFilter}
            onClose={() => setFiltering(false)}
          />
        )}
      </Suspense>
    </Page>
  );
}
