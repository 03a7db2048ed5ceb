import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { SearchDocument } from "./search.gen";

export type Hit = { object: string; id: string; title: string; subtitle?: string };

/** Searches every kind of record at once. */
export async function searchRecords(text: string, first = 12): Promise<Hit[]> {
  if (!text.trim()) return [];
  const { data } = await client
    .query(SearchDocument, { text: text.trim(), first }, { requestPolicy: "network-only" })
    .toPromise();
  return (data?.search ?? []).map((hit) => ({
    object: hit.object,
    id: hit.id,
    title: hit.title,
    subtitle: hit.subtitle ?? undefined,
  }));
}

/** The same for pickers: deals, leads, accounts, contacts and contracts only. */
export async function findRecords(text: string): Promise<Choice[]> {
  const hits = await searchRecords(text);
  return hits
    .filter((hit) => /^(deal|lead|account|contact|contract)_/.test(hit.id))
    .map((hit) => ({ value: hit.id, label: hit.title, note: hit.subtitle }));
}
