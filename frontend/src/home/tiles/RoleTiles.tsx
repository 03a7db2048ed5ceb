import { useLingui } from "@lingui/react/macro";
import { EllipsisIcon } from "lucide-react";
import { type ComponentType, useState } from "react";
import { useQuery } from "urql";
import { useShapes } from "../../lists/useShapes";
import { DashboardTile } from "../../reports/DashboardTile";
import { DashboardsDocument, ReportsOfTilesDocument } from "../../reports/dashboards.gen";
import { TileGrid } from "../../reports/TileFrame";
import { type Layout, layoutOf, shownOf } from "../../reports/tiles";
import { recall, remember } from "../../session/settings";
import { useCan, useViewer } from "../../session/viewer";
import { IconButton } from "../../ui/Button";
import { choice, Menu } from "../../ui/Menu";
import { ChannelsTile } from "./ChannelsTile";
import { FiguresTile } from "./FiguresTile";
import { ForecastTile } from "./ForecastTile";
import { FunnelTile } from "./FunnelTile";
import { type ReadyTile, type SpecialTile, tilesOf } from "./roleTiles";
import { WaterfallTile } from "./WaterfallTile";

const SPECIAL: Record<SpecialTile, ComponentType> = {
  forecast: ForecastTile,
  waterfall: WaterfallTile,
  funnel: FunnelTile,
  channels: ChannelsTile,
  figures: FiguresTile,
};
const PLACE = "home.reports";
const SUGGESTED = "role";
const NONE = "none";

/** Reports on the home page: what suits one's role, a dashboard of one's choice instead, or none. */
export function RoleTiles() {
  const { t } = useLingui();
  const { roles } = useViewer();
  const mayForecast = useCan("forecast.read");
  const [chosen, setChosen] = useState(recall(PLACE) ?? SUGGESTED);
  const [{ data }] = useQuery({ query: DashboardsDocument, variables: { first: 50 } });
  const dashboards = data?.dashboards.nodes ?? [];
  const dashboard = dashboards.find((one) => one.id === chosen);
  const suggested = tilesOf(roles).filter((one) => one !== "forecast" || mayForecast);
  if (suggested.length === 0 && dashboards.length === 0) return null;
  const choose = (value: string) => {
    remember(PLACE, value);
    setChosen(value);
  };
  const options = [
    { value: SUGGESTED, label: t`What suits my role` },
    ...dashboards.map((one) => ({ value: one.id, label: one.name ?? "" })),
    { value: NONE, label: t`No reports here` },
  ];
  const title = dashboard?.name ?? t`Reports`;
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <div className="flex items-center gap-2">
        <h2 className="min-w-0 flex-1 truncate font-medium text-sm">{title}</h2>
        <Menu
          label={t`Reports on this page`}
          entries={() => [
            { kind: "title", label: t`Reports on this page` },
            choice(dashboard ? dashboard.id : chosen === NONE ? NONE : SUGGESTED, options, choose),
          ]}
          trigger={<IconButton label={t`Reports on this page`} icon={<EllipsisIcon />} />}
        />
      </div>
      {chosen === NONE ? (
        <p className="text-ink-3 text-sm">{t`Hidden. The menu brings them back.`}</p>
      ) : dashboard ? (
        <Tiles layout={layoutOf(dashboard.layout)} />
      ) : chosen === SUGGESTED || data ? (
        <Tiles layout={layoutOf(null)} suggested={suggested} />
      ) : null}
    </section>
  );
}

type TilesProps = { layout: Layout; suggested?: readonly (SpecialTile | ReadyTile)[] };

function Tiles({ layout, suggested = layout.tiles as readonly ReadyTile[] }: TilesProps) {
  const ids = layout.tiles.flatMap((one) => one.report ?? []);
  const [{ data: known }] = useQuery({ query: ReportsOfTilesDocument, variables: { ids } });
  const shapes = useShapes();
  return (
    <TileGrid>
      {suggested.map((one) => {
        if (typeof one === "string") {
          const Special = SPECIAL[one];
          return <Special key={one} />;
        }
        return (
          known &&
          shapes && (
            <DashboardTile
              key={one.id}
              tile={one}
              shown={shownOf(one, known)}
              layout={layout}
              shapes={shapes}
              beat={0}
            />
          )
        );
      })}
    </TileGrid>
  );
}
