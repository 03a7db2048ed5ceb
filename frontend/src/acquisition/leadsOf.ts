import { startOfDay } from "../reports/span";

export type Asked = { first: string; after: string };

/** The filter of the leads that came in a time, as the report counts them. */
export function leadsOf({ first, after }: Asked, more: object): Record<string, unknown> {
  return { createdAt: { gte: startOfDay(first), lt: startOfDay(after) }, ...more };
}
