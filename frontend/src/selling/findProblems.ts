import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { ProblemNamesDocument } from "./tables.gen";

/** Problems of the table whose name holds the text, for pickers. */
export async function findProblems(text: string): Promise<Choice[]> {
  const { data } = await client.query(ProblemNamesDocument, { search: text || null }).toPromise();
  return (data?.problemEntries.nodes ?? []).map((one) => ({ value: one.id, label: one.name }));
}
