/** What happens when so much of the time has passed. */
export type Rung = { percent: number; owner: boolean; manager: boolean; task: boolean; reassign: boolean };
export const STEPS = ["owner", "manager", "task", "reassign"] as const;
export type Step = (typeof STEPS)[number];

/** The ladder of a policy, as the server keeps it. */
export const rungsOf = (rungs: unknown): Rung[] => (Array.isArray(rungs) ? (rungs as Rung[]) : []);

/** One more rung, at the next place that is free. */
export function oneMore(rungs: readonly Rung[]): Rung[] {
  const highest = Math.max(0, ...rungs.map((one) => one.percent));
  return [
    ...rungs,
    { percent: highest + 50, owner: highest === 0, manager: highest > 0, task: false, reassign: false },
  ];
}
