import type { LeadLoadQuery } from "./load.gen";

export type Load = LeadLoadQuery["leadLoad"];
export type PersonLoad = Load["people"][number];
export type Figure = "open" | "newToday" | "overdue";

/** The filter of the list that has exactly the leads a number counts. */
export function filterOf(figure: Figure, { userId }: PersonLoad, { asOf, since }: Pick<Load, "asOf" | "since">) {
  const of = { ownerId: { eq: userId } };
  switch (figure) {
    case "open":
      return { ...of, status: { in: ["PENDING", "WORKING"] } };
    case "newToday":
      return { ...of, ownerSince: { gte: since } };
    case "overdue":
      return { ...of, responseDueAt: { lt: asOf } };
  }
}
