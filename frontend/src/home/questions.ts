import type { DealWhere } from "./home.gen";

/** The last calendar day of the month of a day, both as YYYY-MM-DD. */
export function monthEnd(day: string): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** What the home page asks of deals: of one's own, or of all that one sees. The lists behind the numbers ask the same. */
export function questions(owner: string | null, today: string, now: string) {
  const open: DealWhere = { status: { eq: "OPEN" }, ...(owner ? { ownerId: { eq: owner } } : {}) };
  return {
    open,
    stuck: { ...open, or: [{ isDwelling: { eq: true } }, { isIdle: { eq: true } }] } satisfies DealWhere,
    slipped: { ...open, isSlipped: { eq: true } } satisfies DealWhere,
    drifting: {
      ...open,
      nextActivity: { eq: "NONE" },
      or: [{ nextFollowUpAt: { isNull: true } }, { nextFollowUpAt: { lt: now } }],
    } satisfies DealWhere,
    month: { ...open, expectedCloseDate: { gte: today, lte: monthEnd(today) } } satisfies DealWhere,
    late: { ...open, isSlipped: { eq: true } } satisfies DealWhere,
  };
}
