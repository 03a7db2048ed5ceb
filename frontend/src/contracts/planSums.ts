export type PlanDraft = { key: string; id: string | null; dueDate: string; amount: string; condition: string };

/** Cents, so that no sum is rounded by a float. */
const cents = (text: string) => {
  const [whole = "0", part = ""] = text.split(".");
  return BigInt(whole || "0") * 100n + BigInt(part.padEnd(2, "0").slice(0, 2) || "0");
};

const shown = (value: bigint) => {
  const text = `${value < 0n ? -value : value}`.padStart(3, "0");
  return `${value < 0n ? "-" : ""}${text.slice(0, -2)}.${text.slice(-2)}`;
};

export const plannedSum = (plans: readonly Pick<PlanDraft, "amount">[]) =>
  shown(plans.reduce((sum, one) => sum + cents(one.amount), 0n));

/** What is not planned yet; negative when too much is. */
export const unplanned = (amount: string, plans: readonly Pick<PlanDraft, "amount">[]) =>
  shown(cents(amount) - cents(plannedSum(plans)));
