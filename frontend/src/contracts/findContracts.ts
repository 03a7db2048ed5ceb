import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { ContractChoicesDocument, type ContractChoicesQueryVariables } from "./contracts.gen";

async function find(text: string, where?: ContractChoicesQueryVariables["where"]): Promise<Choice[]> {
  const { data } = await client
    .query(ContractChoicesDocument, { search: text || null, where }, { requestPolicy: "network-only" })
    .toPromise();
  return (data?.contracts.nodes ?? []).map((one) => ({
    value: one.id,
    label: one.name,
    note: one.number ?? undefined,
  }));
}

/** Choices for a link to a contract. */
export const findContracts = (text: string) => find(text);

/** The same among those that are signed, where money can come in. */
export const findSigned = (text: string) => find(text, { signedOn: { isNull: false }, terminatedOn: { isNull: true } });
