import { useLingui } from "@lingui/react/macro";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { EllipsisIcon, LayoutDashboardIcon, MaximizeIcon, PencilRulerIcon } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useQuery } from "urql";
import { useShapes } from "../lists/useShapes";
import { useViewer } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Menu } from "../ui/Menu";
import { notify } from "../ui/notify";
import { Page } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { ControlChips } from "./ControlChips";
import { type Chosen, recallChosen, rememberChosen, settled } from "./controls";
import { DashboardArrange, type Offer } from "./DashboardArrange";
import { DashboardDialog } from "./DashboardDialog";
import { DashboardFilters } from "./DashboardFilters";
import { DashboardTile } from "./DashboardTile";
import {
  DashboardByIdDocument,
  DeleteDashboardDocument,
  ReportsOfTilesDocument,
  UpdateDashboardDocument,
} from "./dashboards.gen";
import { ReadyReportsDocument, ReportsDocument } from "./reports.gen";
import { useSending } from "./sending/useSending";
import { TileGrid } from "./TileFrame";
import { ToReports } from "./ToReports";
import { type Layout, layoutOf, type SavedDashboard, shownOf } from "./tiles";
import { useOwn } from "./useOwn";

const route = getRouteApi("/dashboards/$dashboardId");

/** Several reports side by side. */
export function DashboardPage() {
  const { t } = useLingui();
  const { dashboardId } = route.useParams();
  const [{ data, error }, again] = useQuery({ query: DashboardByIdDocument, variables: { id: dashboardId } });
  if (data?.dashboard) return <Room key={dashboardId} dashboard={data.dashboard} />;
  return (
    <Page title={t`Dashboard`}>
      {error ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : data ? (
        <EmptyState icon={<LayoutDashboardIcon />} title={t`This dashboard cannot be found`}>
          {t`It may have been deleted, or it is no longer shared with you.`}
        </EmptyState>
      ) : (
        <SkeletonRows rows={8} />
      )}
    </Page>
  );
}

function Room({ dashboard }: { dashboard: SavedDashboard }) {
  const { t } = useLingui();
  const { edit, v } = route.useSearch();
  const navigate = useNavigate();
  const search = route.useNavigate();
  const { user } = useViewer();
  const own = useOwn(dashboard);
  const wall = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState<Layout | null>(null);
  const [asking, setAsking] = useState(false);
  const layout = useMemo(() => draft ?? layoutOf(dashboard.layout), [draft, dashboard.layout]);
  // What a reader has set is in the address, and stays theirs for the next time.
  const memory = `dashboard.${dashboard.id}.${user.id}`;
  const chosen = useMemo(() => (v as Chosen | undefined) ?? recallChosen(memory), [v, memory]);
  const set = useMemo(() => ({ ...layout, controls: settled(layout.controls, chosen) }), [layout, chosen]);
  const shapes = useShapes();
  function choose(next: Chosen | undefined) {
    rememberChosen(memory, next);
    void search({ search: (now) => ({ ...now, v: next ?? {} }), replace: true });
  }
  const ids = layout.tiles.flatMap((one) => one.report ?? []);
  const [{ data: known }] = useQuery({ query: ReportsOfTilesDocument, variables: { ids } });
  const building = own && edit === "1";
  const offers = useOffers(building);
  const about = useMemo(() => ({ dashboardId: dashboard.id }), [dashboard.id]);
  const sending = useSending({ about, name: dashboard.name ?? "" });
  const beat = useBeat(dashboard.refreshMinutes ?? 0);

  async function save() {
    const outcome = await actOrTell(UpdateDashboardDocument, {
      input: { id: dashboard.id, version: dashboard.version, layout },
    });
    if (!outcome.ok) return;
    setDraft(null);
    const name = dashboard.name;
    notify({ title: t`“${name}” was saved` });
    void search({ search: (now) => ({ ...now, edit: undefined }), replace: true });
  }
  async function remove() {
    const outcome = await actOrTell(DeleteDashboardDocument, {
      input: { id: dashboard.id, version: dashboard.version },
    });
    if (outcome.ok) void navigate({ to: "/reports" });
  }
  const shown = new Map(known ? layout.tiles.map((one) => [one.id, shownOf(one, known)]) : []);

  return (
    <Page
      lead={<ToReports folder={dashboard.folder} />}
      title={dashboard.name}
      actions={
        <>
          {draft && (
            <Button look="primary" onClick={save}>
              {t`Save`}
            </Button>
          )}
          <IconButton
            label={t`Full screen`}
            icon={<MaximizeIcon />}
            onClick={() => void wall.current?.requestFullscreen()}
          />
          <Menu
            label={t`More`}
            entries={() => [
              ...sending.entries,
              ...(own
                ? ([
                    { kind: "separator" },
                    { label: t`Rename and share…`, onSelect: () => setAsking(true) },
                    { kind: "separator" },
                    { label: t`Delete`, danger: true, onSelect: () => void remove() },
                  ] as const)
                : []),
            ]}
            trigger={<IconButton label={t`More`} icon={<EllipsisIcon />} />}
          />
          {sending.dialogs}
        </>
      }
      toolbar={
        (own || layout.controls.length > 0) && (
          <>
            {own && (
              <Button
                icon={<PencilRulerIcon />}
                aria-pressed={building}
                className={building ? "border-accent! text-accent-text!" : ""}
                onClick={() =>
                  void search({ search: (now) => ({ ...now, edit: building ? undefined : "1" }), replace: true })
                }
              >
                {t`Arrange`}
              </Button>
            )}
            {shapes && <ControlChips controls={layout.controls} chosen={chosen} shapes={shapes} onChoose={choose} />}
            {building && <DashboardFilters layout={layout} shown={[...shown.values()]} onChange={setDraft} />}
          </>
        )
      }
    >
      <div ref={wall} className="mx-auto flex max-w-7xl flex-col gap-4 overflow-y-auto bg-canvas p-3 md:p-6">
        {building && (
          <DashboardArrange
            layout={layout}
            offers={offers}
            nameOf={(tile) => shown.get(tile.id)?.name ?? t`A report that is not here`}
            onChange={setDraft}
          />
        )}
        {(!known || !shapes) && layout.tiles.length > 0 ? (
          <SkeletonRows rows={8} />
        ) : layout.tiles.length === 0 || !shapes ? (
          <EmptyState icon={<LayoutDashboardIcon />} title={t`Nothing on this dashboard yet`}>
            {own ? t`Press “Arrange” and add a report.` : t`Its owner has not put a report here.`}
          </EmptyState>
        ) : (
          <TileGrid>
            {layout.tiles.map((tile) => (
              <DashboardTile
                key={tile.id}
                tile={tile}
                shown={shown.get(tile.id) ?? null}
                layout={set}
                shapes={shapes}
                beat={beat}
              />
            ))}
          </TileGrid>
        )}
      </div>
      {asking && <DashboardDialog dashboard={dashboard} onClose={() => setAsking(false)} />}
    </Page>
  );
}

/** Counts up every so many minutes; 0 never. */
function useBeat(minutes: number): number {
  const [beat, setBeat] = useState(0);
  useEffect(() => {
    if (minutes <= 0) return;
    const clock = setInterval(() => setBeat((now) => now + 1), minutes * 60_000);
    return () => clearInterval(clock);
  }, [minutes]);
  return beat;
}

/** The reports that can be put on a dashboard: as many of one's own as a menu can hold, and the ready ones. */
function useOffers(isWanted: boolean): Offer[] {
  const [{ data: saved }] = useQuery({ query: ReportsDocument, variables: { first: 100 }, pause: !isWanted });
  const [{ data: ready }] = useQuery({ query: ReadyReportsDocument, pause: !isWanted });
  return useMemo(() => {
    const own = saved?.reports.nodes.map((one) => ({ key: one.id, name: one.name, tile: { report: one.id } })) ?? [];
    const given = ready?.readyReports.map((one) => ({ key: one.key, name: one.name, tile: { ready: one.key } })) ?? [];
    return [...own, ...given];
  }, [saved, ready]);
}
