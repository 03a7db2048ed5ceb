import type { Where } from "../views/definition";

const LISTS = {
  deal: "/deals",
  contract: "/contracts",
  payment: "/payments",
  lead: "/leads",
  account: "/accounts",
  contact: "/contacts",
  task: "/tasks",
  campaign: "/campaigns",
} as const;

/** The address of the list that shows exactly the records a number counted. */
export function recordsBehind(source: string, where: Where) {
  const list = LISTS[source as keyof typeof LISTS];
  if (list) return { to: list, search: { f: where } } as const;
  return { to: "/reports/records", search: { of: source, f: where } } as const;
}
