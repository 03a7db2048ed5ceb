import type { Control } from "../lists/conditions";
import type { Shapes } from "../lists/shape";
import { fieldOf } from "../lists/useConditionText";
import type { Where } from "../views/definition";
import type { DashboardByIdQuery, ReportsOfTilesQuery } from "./dashboards.gen";
import type { Definition } from "./definition";

export type SavedDashboard = NonNullable<DashboardByIdQuery["dashboard"]>;
export type Tile = { id: string; report?: string; ready?: string; title?: string; width?: number; height?: number };
/** A condition that readers may change, on a field of `source` and of every other kind of records that has the same field. */
export type TileControl = Control & { source: string };
export type Layout = { tiles: Tile[]; filters: Record<string, Where>; controls: TileControl[] };
/** What a tile shows: its report's name, how it is made, and where it is opened; null when it is not there for the viewer. */
export type Shown = { name: string; definition: Definition; to: string } | null;

export const WIDTHS = [4, 6, 8, 12] as const;

/** The layout as the server keeps it; a new dashboard has none. */
export function layoutOf(given: unknown): Layout {
  const { tiles = [], filters = {}, controls = [] } = (given ?? {}) as Partial<Layout>;
  return { tiles, filters, controls };
}

export function shownOf(tile: Tile, known: ReportsOfTilesQuery): Shown {
  const ready = known.readyReports.find((one) => one.key === tile.ready);
  const saved = known.reports.nodes.find((one) => one.id === tile.report);
  const found = ready ?? saved;
  if (!found) return null;
  const to = ready ? `ready-${ready.key}` : (saved?.id ?? "");
  return { name: tile.title ?? found.name, definition: found.definition as Definition, to };
}

/** Whether the records of a report have the field a control is on: of the same name, kind, choices and target. */
export function follows(control: TileControl, source: string, shapes: Shapes): boolean {
  const field = (name: string) => {
    const shape = shapes.get(name);
    const found = shape && fieldOf(shape, control.key);
    return found && JSON.stringify([found.kind, found.target, found.values.map((one) => one.value)]);
  };
  return field(control.source) !== undefined && field(control.source) === field(source);
}

/** A report's definition with the filters of the dashboard; what is set there goes before what the report says. */
export function filtered(definition: Definition, layout: Layout, shapes: Shapes): Definition {
  const here = layout.controls.filter((one) => follows(one, definition.source, shapes));
  const taken = new Set(here.map((one) => one.key));
  const set = here.flatMap((one) => (one.value ? [{ [one.key]: one.value }] : []));
  const parts = [definition.where ?? {}, layout.filters[definition.source] ?? {}, ...set].filter(
    (one) => Object.keys(one).length > 0,
  );
  const [only] = parts;
  return {
    ...definition,
    where: parts.length > 1 ? { and: parts } : (only ?? {}),
    controls: definition.controls?.filter((one) => !taken.has(one.key)),
  };
}
