import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ChartKind, FunctionName, Grain, Join, Shelf, Show } from "./definition";

export const GRAIN: Record<Grain, MessageDescriptor> = {
  DAY: msg`Day`,
  WEEK: msg`Week`,
  MONTH: msg`Month`,
  QUARTER: msg`Quarter`,
  YEAR: msg`Year`,
  WEEKDAY: msg`Weekday`,
  HOUR: msg`Hour of the day`,
};

export const FUNCTION: Record<FunctionName, MessageDescriptor> = {
  COUNT: msg({ message: "Count", context: "measure" }),
  DISTINCT: msg`Different values`,
  SUM: msg({ message: "Sum", context: "measure" }),
  AVERAGE: msg({ message: "Average", context: "measure" }),
  MEDIAN: msg`Median`,
  PERCENTILE: msg`Percentile`,
  MIN: msg`Smallest`,
  MAX: msg`Largest`,
  FORMULA: msg`Formula`,
};

export const SHOW: Record<Show, MessageDescriptor> = {
  VALUE: msg`As it is`,
  SHARE: msg`Share of the total`,
  SHARE_OF_ROW: msg`Share of its row`,
  SHARE_OF_COLUMN: msg`Share of its column`,
  RUNNING: msg`Running total`,
  DIFFERENCE: msg`Difference to the one before`,
  CHANGE: msg`Change to the one before, in %`,
};

export const CHART: Record<ChartKind, MessageDescriptor> = {
  TABLE: msg`Table`,
  BAR: msg`Bars`,
  COLUMN: msg({ message: "Columns", context: "chart" }),
  STACKED: msg`Stacked columns`,
  LINE: msg`Line`,
  AREA: msg`Area`,
  COMBO: msg`Columns and lines`,
  PIE: msg`Pie`,
  DONUT: msg`Donut`,
  FUNNEL: msg({ message: "Funnel", context: "chart" }),
  GAUGE: msg`Gauge`,
  NUMBER: msg`Single number`,
  SCATTER: msg`Scatter`,
  HEAT: msg`Heat map`,
};

export const JOIN: Record<Join, MessageDescriptor> = {
  WITH: msg`With at least one`,
  WITH_OR_WITHOUT: msg`With or without`,
  WITHOUT: msg`Without any`,
};

export const SHELF: Record<Shelf, MessageDescriptor> = {
  rows: msg({ message: "Rows", context: "report" }),
  columns: msg({ message: "Columns", context: "report" }),
  measures: msg({ message: "Values", context: "report" }),
};

export const TOPIC: Record<string, MessageDescriptor> = {
  PIPELINE: msg({ message: "Pipeline", context: "reports about" }),
  RESULTS: msg({ message: "Results", context: "reports about" }),
  LEADS: msg`Leads and channels`,
  ACTIVITY: msg({ message: "Activity", context: "reports about" }),
  MONEY: msg({ message: "Contracts and payments", context: "reports about" }),
  CUSTOMERS: msg({ message: "Customers", context: "reports about" }),
};
