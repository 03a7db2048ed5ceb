import type { Row } from "./managerTable";

/** So many open deals somebody has at least before a stage of theirs says anything. */
export const ENOUGH = 10;
/** A stage is piled up from so many times the share that everybody has in it; few is up to so many times. */
export const PILED = 1.25;
export const FEW = 0.6;

export type Hint = { place: number; kind: "piled" | "few"; count: number };

/**
 * In which stages somebody stands out against everybody in the table. The last open stage is never piled up: what is there closes soon;
 * and few only where one deal at least would be expected.
 */
export function hintsOf(row: Row, rows: readonly Row[]): Hint[] {
  const all = rows.reduce((sum, one) => sum + one.open, 0);
  if (row.open < ENOUGH || all === row.open) return [];
  return row.counts.flatMap((count, place): Hint[] => {
    const usual = rows.reduce((sum, one) => sum + (one.counts[place] ?? 0), 0) / all;
    const times = usual > 0 ? count / row.open / usual : 1;
    if (times >= PILED && place < row.counts.length - 1) return [{ place, kind: "piled", count }];
    return times <= FEW && row.open * usual >= 1 ? [{ place, kind: "few", count }] : [];
  });
}
