import type { HomeQuery } from "./home.gen";

type Group = { keys: readonly { value: string | null; label?: string | null }[]; count: number };
export type Row = {
  owner: string;
  name: string;
  counts: number[];
  open: number;
  late: number;
  month: number;
  expected: number;
};
export type Stage = { id: string; name: string };
type Answer = Pick<HomeQuery, "byStage" | "month" | "late">;

const value = (group: Group, place: number) => group.keys[place]?.value ?? "";

/** Rep by stage of one pipeline, with what is expected to close this month; whoever expects most stands first. */
export function managerRows(answer: Answer, pipeline: string, stages: readonly Stage[]): Row[] {
  const rows = new Map<string, Row>();
  for (const group of answer.byStage?.groups ?? []) {
    const place = stages.findIndex((stage) => stage.id === value(group, 1));
    if (place < 0) continue;
    const owner = value(group, 0);
    const name = group.keys[0]?.label ?? "";
    const row = rows.get(owner) ?? {
      owner,
      name,
      counts: stages.map(() => 0),
      open: 0,
      late: 0,
      month: 0,
      expected: 0,
    };
    row.counts[place] = group.count;
    row.open += group.count;
    rows.set(owner, row);
  }
  for (const group of answer.month?.groups ?? []) {
    const row = value(group, 1) === pipeline && rows.get(value(group, 0));
    if (!row) continue;
    row.month = group.count;
    row.expected = Number(group.sum.baseAmount ?? 0);
  }
  for (const group of answer.late?.groups ?? []) {
    const row = value(group, 1) === pipeline && rows.get(value(group, 0));
    if (row) row.late = group.count;
  }
  return [...rows.values()].sort((a, b) => b.expected - a.expected || b.open - a.open);
}

/** The last row of the table: every column added up. */
export function totals(rows: readonly Row[], stages: readonly Stage[]): Omit<Row, "owner" | "name"> {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    counts: stages.map((_, place) => sum((row) => row.counts[place] ?? 0)),
    open: sum((row) => row.open),
    late: sum((row) => row.late),
    month: sum((row) => row.month),
    expected: sum((row) => row.expected),
  };
}

/** The pipelines somebody has open deals in. */
export function usedPipelines<P extends { stages: { nodes: readonly Stage[] } }>(
  answer: Answer,
  all: readonly P[],
): P[] {
  const used = new Set((answer.byStage?.groups ?? []).map((group) => value(group, 1)));
  return all.filter((one) => one.stages.nodes.some((stage) => used.has(stage.id)));
}
