import { dayBegins } from "../session/days";

/** The first day and the first after it. */
export type Span = { first: string; after: string };

/** The filter of the leads that came in a time, as the report counts them. */
export function leadsOf({ first, after }: Span, more: object): Record<string, unknown> {
  return { createdAt: { gte: dayBegins(first), lt: dayBegins(after) }, ...more };
}
