import type { Tile } from "../../reports/tiles";

export type ReadyTile = Tile & { ready: string };
export type SpecialTile = "forecast" | "waterfall" | "funnel" | "channels" | "figures";
type Suggested = readonly (SpecialTile | ReadyTile)[];

const ready = (key: string, width = 6): ReadyTile => ({ id: key, ready: key, width, height: 2 });

/** What whoever has a role looks at first thing, the most telling role first. */
const BY_ROLE: readonly (readonly [role: string, tiles: Suggested])[] = [
  ["DIRECTOR", ["figures", ready("won-by-month"), "forecast"]],
  ["ADMIN", [ready("won-by-month"), ready("pipeline-by-stage"), ready("leads-by-week"), ready("activity-by-person")]],
  ["MANAGER", ["forecast", "waterfall", "funnel", ready("won-by-month")]],
  ["MARKETING", ["channels", ready("leads-by-channel"), ready("leads-by-week")]],
  ["REP", ["forecast", ready("pipeline-by-stage"), ready("won-by-month", 12)]],
  ["FINANCE", [ready("won-by-month"), "forecast"]],
  ["AUDITOR", [ready("won-by-month"), ready("pipeline-by-stage")]],
  ["PARTNER", [ready("pipeline-by-stage"), ready("leads-by-week")]],
];

export const tilesOf = (roles: readonly string[]): Suggested =>
  BY_ROLE.find(([role]) => roles.includes(role))?.[1] ?? [];
