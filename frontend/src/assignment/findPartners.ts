import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { PartnerChoicesDocument } from "./assignment.gen";

/** Partner companies whose name holds the text, each with who of ours looks after it. */
export async function findPartners(text: string): Promise<Choice[]> {
  const { data } = await client.query(PartnerChoicesDocument, { search: text || null }).toPromise();
  return (data?.accounts.nodes ?? []).map((one) => ({ value: one.id, label: one.name, note: one.owner?.name }));
}
