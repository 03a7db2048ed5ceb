import {
  ChartBarBigIcon,
  ChartBarStackedIcon,
  ChartColumnIcon,
  ChartLineIcon,
  ChartNoAxesCombinedIcon,
  ChartPieIcon,
  ChartScatterIcon,
  FunnelIcon,
  GaugeIcon,
  Grid3x3Icon,
  HashIcon,
  type LucideIcon,
  TableIcon,
} from "lucide-react";
import type { ChartKind } from "./definition";

const ICONS: Record<ChartKind, LucideIcon> = {
  TABLE: TableIcon,
  BAR: ChartBarBigIcon,
  COLUMN: ChartColumnIcon,
  STACKED: ChartBarStackedIcon,
  LINE: ChartLineIcon,
  AREA: ChartLineIcon,
  COMBO: ChartNoAxesCombinedIcon,
  PIE: ChartPieIcon,
  DONUT: ChartPieIcon,
  FUNNEL: FunnelIcon,
  GAUGE: GaugeIcon,
  NUMBER: HashIcon,
  SCATTER: ChartScatterIcon,
  HEAT: Grid3x3Icon,
};

/** What a report's picture looks like, small. */
export function ChartIcon({ kind }: { kind: ChartKind }) {
  const Icon = ICONS[kind] ?? TableIcon;
  return <Icon className="size-4" aria-hidden />;
}
