import { findDepartments } from "../identity/findDepartments";
import { findUsers } from "../identity/findUsers";
import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { TeamNamesDocument } from "./pools.gen";

/** Departments, teams and people whose name holds the text: whoever may be in a pool. */
export async function findMembers(text: string): Promise<Choice[]> {
  const [departments, teams, users] = await Promise.all([
    findDepartments(text),
    client.query(TeamNamesDocument, {}).toPromise(),
    findUsers(text),
  ]);
  const named = (teams.data?.teams.nodes ?? []).filter((one) => one.name.includes(text));
  return [...departments, ...named.map((one) => ({ value: one.id, label: one.name })), ...users];
}
