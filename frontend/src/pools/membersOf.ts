import type { Pool } from "./settings";

type Member = { kind: "user" | "team" | "department"; id: string; name: string; isAdmin: boolean };

/** Who is in a pool, its admins first. */
export const membersOf = (pool?: Pool) => (pool?.members ?? []) as Member[];
