import type { Where } from "../views/definition";
import type { RuleRowFragment } from "./assignment.gen";

/** A member of a rule; the weight counts where leads are given by weight. */
export type Member = { userId: string; name: string | null; isActive?: boolean | null; weight: number };

/** A rule as it is edited: what is not its name. */
export type Draft = {
  condition: Where;
  target: "MEMBERS" | "TEAM" | "POOL" | "PARTNER";
  team: { id: string; name: string } | null;
  pool: { id: string; name: string } | null;
  partner: { id: string; name: string } | null;
  members: readonly Member[];
  strategy: "FIXED" | "ROUND_ROBIN" | "WEIGHTED" | "LEAST_LOADED";
  respectLeave: boolean;
  respectWorkHours: boolean;
  queueUntilOpen: boolean;
  capacityPerDay: number | null;
  holdingLimit: number | null;
  skill: string | null;
  validFrom: string | null;
  validUntil: string | null;
};

export const membersOf = (rule: RuleRowFragment) => (rule.namedMembers ?? []) as Member[];
export const conditionOf = (rule: RuleRowFragment) => (rule.condition ?? {}) as Where;

export function draftOf(rule?: RuleRowFragment): Draft {
  return {
    condition: rule ? conditionOf(rule) : {},
    target: rule?.target ?? "MEMBERS",
    team: rule?.team ?? null,
    pool: rule?.pool ?? null,
    partner: rule?.partner ?? null,
    members: rule ? membersOf(rule) : [],
    strategy: rule?.strategy ?? "ROUND_ROBIN",
    respectLeave: rule?.respectLeave ?? true,
    respectWorkHours: rule?.respectWorkHours ?? false,
    queueUntilOpen: rule?.queueUntilOpen ?? false,
    capacityPerDay: rule?.capacityPerDay ?? null,
    holdingLimit: rule?.holdingLimit ?? null,
    skill: rule?.skill ?? null,
    validFrom: rule?.validFrom ?? null,
    validUntil: rule?.validUntil ?? null,
  };
}

/** The draft as the server takes it. */
export function sent({ team, pool, partner, members, ...rest }: Draft) {
  return {
    ...rest,
    teamId: rest.target === "TEAM" ? (team?.id ?? null) : null,
    poolId: rest.target === "POOL" ? (pool?.id ?? null) : null,
    partnerId: rest.target === "PARTNER" ? (partner?.id ?? null) : null,
    members: members.map(({ userId, weight }) => ({ userId, weight })),
  };
}

/** A saved rule as a rehearsal takes it. */
export const rehearsed = (rule: RuleRowFragment) => ({
  ...sent(draftOf(rule)),
  name: rule.name,
  isActive: rule.isActive,
});
export type Rehearsed = ReturnType<typeof rehearsed> | (ReturnType<typeof sent> & { name: string | null });
