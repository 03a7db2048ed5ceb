import type { Where } from "../views/definition";
import type { DashboardByIdQuery, ReportsOfTilesQuery } from "./dashboards.gen";
import type { Definition } from "./definition";

export type SavedDashboard = NonNullable<DashboardByIdQuery["dashboard"]>;
export type Tile = { id: string; report?: string; ready?: string; title?: string; width?: number; height?: number };
export type Layout = { tiles: Tile[]; filters: Record<string, Where> };
/** What a tile shows: its report's name, how it is made, and where it is opened; null when it is not there for the viewer. */
export type Shown = { name: string; definition: Definition; to: string } | null;

export const WIDTHS = [4, 6, 8, 12] as const;

/** The layout as the server keeps it; a new dashboard has none. */
export function layoutOf(given: unknown): Layout {
  const { tiles = [], filters = {} } = (given ?? {}) as Partial<Layout>;
  return { tiles, filters };
}

export function shownOf(tile: Tile, known: ReportsOfTilesQuery): Shown {
  const ready = known.readyReports.find((one) => one.key === tile.ready);
  const saved = known.reports.nodes.find((one) => one.id === tile.report);
  const found = ready ?? saved;
  if (!found) return null;
  const to = ready ? `ready-${ready.key}` : (saved?.id ?? "");
  return { name: tile.title ?? found.name, definition: found.definition as Definition, to };
}

/** A report's definition together with the filter the dashboard has for its object. */
export function filtered(definition: Definition, filters: Layout["filters"]): Definition {
  const more = filters[definition.source];
  if (!more || Object.keys(more).length === 0) return definition;
  const own = definition.where ?? {};
  return { ...definition, where: Object.keys(own).length > 0 ? { and: [own, more] } : more };
}
