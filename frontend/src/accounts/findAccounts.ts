import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { AccountChoicesDocument } from "./accounts.gen";

/** Accounts whose name holds the text, for pickers. */
export async function findAccounts(text: string): Promise<Choice[]> {
  const { data } = await client.query(AccountChoicesDocument, { search: text || null }).toPromise();
  return (data?.accounts.nodes ?? []).map((account) => ({
    value: account.id,
    label: account.name,
    note: account.region ?? undefined,
  }));
}
