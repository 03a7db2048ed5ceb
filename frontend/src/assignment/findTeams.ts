import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { TeamNamesDocument } from "./assignment.gen";

/** The teams whose name holds the text, for pickers: there are a few. */
export async function findTeams(text: string): Promise<Choice[]> {
  const { data } = await client.query(TeamNamesDocument, {}).toPromise();
  return (data?.teams.nodes ?? [])
    .filter((one) => one.name.toLowerCase().includes(text.toLowerCase()))
    .map((one) => ({ value: one.id, label: one.name }));
}
