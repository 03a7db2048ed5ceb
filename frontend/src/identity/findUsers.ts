import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { ActiveUsersDocument } from "./users.gen";

/** Colleagues whose name or address holds the text, for pickers. */
export async function findUsers(text: string): Promise<Choice[]> {
  const { data } = await client.query(ActiveUsersDocument, { search: text || null }).toPromise();
  return (data?.users.nodes ?? []).map((user) => ({ value: user.id, label: user.name, note: user.title ?? undefined }));
}
