import type { PoolSettingsFragment } from "./pools.gen";

type Member = { kind: "user" | "team" | "department"; id: string; name: string; isAdmin: boolean };

/** Who is in a pool, its admins first. */
export const membersOf = (pool?: PoolSettingsFragment) => (pool?.members ?? []) as Member[];
