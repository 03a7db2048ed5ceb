import { findUsers } from "../identity/findUsers";
import { TitlesDocument } from "../records/titles.gen";
import { askCatalog } from "../records/useCatalog";
import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { titleField } from "./shape";

type Found = { found: { nodes: { id: string; name?: string; title?: string; note?: { name: string } }[] } };

/** Lists the server searches by name; the others are short and read whole. */
const SEARCHED = new Set(["account", "contact", "deal", "contract", "lead", "campaign", "product", "task"]);

/** Choices for a link to some kind of record. */
export function finderOf(target: string | null): (text: string) => Promise<readonly Choice[]> {
  if (target === "user") return findUsers;
  return async (text) => {
    const { catalog } = await askCatalog();
    const entry = catalog?.find((one) => one.name === target);
    if (!entry) return [];
    const title = titleField(target);
    const searched = SEARCHED.has(entry.name);
    const note = entry.name === "stage" ? " note: pipeline { name }" : "";
    const query =
      `query Find($search: String) { found: ${entry.listField}(first: ${searched ? 30 : 100}, search: $search) ` +
      `{ nodes { id ${title}${note} } } }`;
    const { data } = await client
      .query<Found>(query, { search: searched && text ? text : null }, { requestPolicy: "network-only" })
      .toPromise();
    return (data?.found.nodes ?? [])
      .map((one) => ({ value: one.id, label: one.name ?? one.title ?? one.id, note: one.note?.name }))
      .filter((one) => searched || one.label.toLowerCase().includes(text.toLowerCase()));
  };
}

/** What the records with these ids are called; one that is out of sight has no name. */
export async function titlesOf(ids: readonly string[]): Promise<Map<string, string>> {
  const { data } = await client
    .query(TitlesDocument, { ids: [...ids].slice(0, 100) }, { requestPolicy: "cache-first" })
    .toPromise();
  return new Map((data?.nodes ?? []).flatMap((one) => (one && "name" in one && one.name ? [[one.id, one.name]] : [])));
}
