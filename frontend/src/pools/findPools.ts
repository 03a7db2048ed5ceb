import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { PoolNamesDocument } from "./pools.gen";

/** Lead pools whose name holds the text, for pickers. */
export async function findPools(text: string): Promise<Choice[]> {
  const { data } = await client.query(PoolNamesDocument, {}).toPromise();
  return (data?.leadPools.nodes ?? [])
    .filter((one) => one.name.includes(text))
    .map((one) => ({ value: one.id, label: one.name }));
}
