import type { QuotaPlanQuery } from "./quotas.gen";

export type Line = QuotaPlanQuery["quotaPlan"]["lines"][number];
/** What stands in the cells of a sheet, by line and month; null is an empty cell. */
export type Cells = (number | null)[][];
export type Spot = { line: number; month: number };

const asNumber = (value: string | null) => (value === null ? null : Number(value));

/** The targets as they were loaded. */
export const cellsOf = (lines: readonly Line[]): Cells => lines.map((line) => line.targets.map(asNumber));

/** The lines in the order of the sheet: the company, then each department with its people and what is below it. */
export function ordered(lines: readonly Line[]): { line: Line; depth: number }[] {
  const departments = lines.filter((one) => one.kind === "DEPARTMENT");
  const known = new Set(departments.map((one) => one.placeId));
  const under = (parent: string | null) => (line: Line) =>
    parent === null ? !known.has(line.parentId) : line.parentId === parent;
  const holds = (id: string | null): boolean =>
    lines.some((one) => one.kind === "PERSON" && one.parentId === id) ||
    departments.some((one) => one.parentId === id && holds(one.placeId));
  const found: { line: Line; depth: number }[] = lines
    .filter((one) => one.kind === "COMPANY")
    .map((line) => ({ line, depth: 0 }));
  const walk = (parent: string | null, depth: number) => {
    for (const line of lines.filter((one) => one.kind === "PERSON").filter(under(parent))) found.push({ line, depth });
    for (const line of departments.filter(under(parent))) {
      if (!holds(line.placeId)) continue;
      found.push({ line, depth });
      walk(line.placeId, depth + 1);
    }
  };
  walk(null, found.length > 0 ? 1 : 0);
  return found;
}

/** The lines of the people who count for a department (with those below it) or for the company. */
export function membersOf(lines: readonly Line[], of: Line): number[] {
  const within = (id: string | null): boolean => {
    if (of.kind === "COMPANY") return true;
    if (id === null) return false;
    if (id === of.placeId) return true;
    const parent = lines.find((one) => one.kind === "DEPARTMENT" && one.placeId === id);
    return !!parent && within(parent.parentId);
  };
  return lines.flatMap((line, n) => (line.kind === "PERSON" && within(line.parentId) ? [n] : []));
}

/** The sum of some lines in a month; null when all of them are empty. */
export function sumAt(cells: Cells, lines: readonly number[], month: number): number | null {
  const given = lines.map((line) => cells[line]?.[month] ?? null).filter((one) => one !== null);
  return given.length > 0 ? given.reduce((sum, one) => sum + one, 0) : null;
}

/** A number as people and sheets write it: "¥400,000", "40万", "1 200.50". Undefined when it is none. */
export function numberIn(text: string): number | null | undefined {
  const bare = text.replace(/[\s,，¥￥$€]/g, "");
  if (bare === "" || bare === "-" || bare === "–") return null;
  const match = /^(\d+(?:\.\d+)?)([万wk千]?)$/i.exec(bare);
  if (!match) return undefined;
  const times = { 万: 10_000, w: 10_000, k: 1000, 千: 1000 }[(match[2] ?? "").toLowerCase()] ?? 1;
  return Math.round(Number(match[1]) * times * 100) / 100;
}

/** A block copied from a sheet: rows by line breaks, cells by tabs. */
export const blockOf = (text: string): string[][] =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/\n$/, "")
    .split("\n")
    .map((row) => row.split("\t"));

/** The sheet with a block put in at a spot; cells that may not be set, are no numbers or lie outside stay as they were. */
export function pasted(
  cells: Cells,
  at: Spot,
  block: string[][],
  may: (line: number) => boolean,
): { cells: Cells; left: number } {
  let left = 0;
  const made = cells.map((row) => [...row]);
  block.forEach((row, down) => {
    row.forEach((text, right) => {
      const [line, month, value] = [at.line + down, at.month + right, numberIn(text)];
      const target = made[line];
      if (!target || month >= target.length || value === undefined || !may(line)) left += 1;
      else target[month] = value;
    });
  });
  return { cells: made, left };
}

/** Amounts of an earlier time grown by a percentage, whole where they count heads; empty where there was nothing. */
export function grown(before: readonly (number | null)[], percent: number, isCount: boolean): (number | null)[] {
  return before.map((one) => {
    if (one === null) return null;
    const value = one * (1 + percent / 100);
    return isCount ? Math.round(value) : Math.round(value * 100) / 100;
  });
}

/** What differs from what was loaded, as the server takes it. */
export function changes(lines: readonly Line[], months: readonly string[], loaded: Cells, cells: Cells) {
  const text = (value: number | null | undefined) => (value === null || value === undefined ? null : String(value));
  return lines.flatMap((line, n) =>
    months.flatMap((month, m) => {
      const [was, now] = [loaded[n]?.[m] ?? null, cells[n]?.[m] ?? null];
      if (was === now) return [];
      const place = line.kind === "PERSON" ? { userId: line.placeId } : { departmentId: line.placeId };
      return [{ month, ...(line.placeId ? place : {}), amount: text(now), was: text(was) }];
    }),
  );
}
