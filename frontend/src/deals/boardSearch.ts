import type { DealWhere } from "./board.gen";
import type { BoardScope } from "./boardStore";

/** What the board's address may say. A saved view keeps just this. */
export const BOARD_KEYS = ["pipeline", "q", "owner", "dept", "min", "max", "close", "tags", "lanes", "view"] as const;
export type BoardSearch = { [K in (typeof BOARD_KEYS)[number]]?: string };

/** The parts that narrow the board, besides the text. */
export const FILTER_KEYS = ["owner", "dept", "min", "max", "close", "tags"] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

/** Periods of the expected close date, counted from today by the server. */
export const PERIODS = [
  "PAST",
  "THIS_WEEK",
  "THIS_MONTH",
  "NEXT_MONTH",
  "THIS_QUARTER",
  "NEXT_QUARTER",
  "NEXT_30_DAYS",
  "THIS_YEAR",
] as const;
export type Period = (typeof PERIODS)[number];
const isPeriod = (text: string): text is Period => (PERIODS as readonly string[]).includes(text);

export const list = (text: string | undefined) => (text ? text.split(",").filter(Boolean) : []);
export const joined = (values: readonly string[]) => values.join(",") || undefined;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const AMOUNT = /^\d{1,13}(\.\d{1,2})?$/;
const id = (prefix: string) => (text: string) => new RegExp(`^${prefix}_[0-9a-f]{32}$`).test(text);

/** "2026-01-01..2026-03-31"; either end may be left open. */
export function daysOf(close: string | undefined): { from?: string; to?: string } | null {
  if (!close?.includes("..")) return null;
  const [from = "", to = ""] = close.split("..");
  return { from: DAY.test(from) ? from : undefined, to: DAY.test(to) ? to : undefined };
}

/** The filter the server is asked with. What an old or mistyped address says wrongly is left out. */
export function scopeOf(search: BoardSearch): BoardScope {
  const every: DealWhere[] = [];
  const people = list(search.owner);
  const some: DealWhere[] = [];
  if (people.includes("ME")) some.push({ ownerId: { among: "ME" } });
  if (people.includes("MY_TEAM")) some.push({ ownerId: { among: "MY_TEAM" } });
  const named = people.filter(id("user"));
  if (named.length > 0) some.push({ ownerId: { in: named } });
  if (some.length > 0) every.push(some.length > 1 ? { or: some } : (some[0] as DealWhere));
  const departments = list(search.dept).filter(id("department"));
  if (departments.length > 0) every.push({ departmentId: { in: departments } });
  const gte = search.min && AMOUNT.test(search.min) ? search.min : undefined;
  const lte = search.max && AMOUNT.test(search.max) ? search.max : undefined;
  if (gte || lte) every.push({ baseAmount: { ...(gte && { gte }), ...(lte && { lte }) } });
  const { close } = search;
  const days = daysOf(close);
  if (close === "NONE") every.push({ expectedCloseDate: { isNull: true } });
  else if (close && isPeriod(close)) every.push({ expectedCloseDate: { within: close } });
  else if (days?.from || days?.to) {
    every.push({
      expectedCloseDate: { ...(days.from && { gte: days.from }), ...(days.to && { lte: days.to }) },
    });
  }
  // A deal is also found by the tags of its account: most teams tag customers, not deals.
  const tags = list(search.tags);
  if (tags.length > 0) every.push({ or: [{ tags: { has: tags } }, { account: { tags: { has: tags } } }] });
  const where = every.length > 1 ? { and: every } : (every[0] ?? null);
  return { where, search: search.q?.trim() || null };
}

/** How many parts narrow the board: amount from and to are one. */
export const filterCount = (search: BoardSearch) =>
  FILTER_KEYS.filter((key) => search[key] && !(key === "max" && search.min)).length;

/** Nothing narrows the board any more, besides the text. */
export const CLEARED: Partial<BoardSearch> = Object.fromEntries(FILTER_KEYS.map((key) => [key, undefined]));
