import type { DealWhere } from "./home.gen";

/** The address of the list that shows exactly the deals a number counted. */
export const dealsBehind = (where: DealWhere) =>
  ({ to: "/deals", search: { f: where as { [key: string]: unknown } } }) as const;
