import { fromCents, scaled } from "../ui/decimals";

export type PlanDraft = { key: string; id: string | null; dueDate: string; amount: string; condition: string };

export const plannedSum = (plans: readonly Pick<PlanDraft, "amount">[]) =>
  fromCents(plans.reduce((sum, one) => sum + scaled(one.amount, 2), 0n));

/** What is not planned yet; negative when too much is. */
export const unplanned = (amount: string, plans: readonly Pick<PlanDraft, "amount">[]) =>
  fromCents(scaled(amount, 2) - scaled(plannedSum(plans), 2));
