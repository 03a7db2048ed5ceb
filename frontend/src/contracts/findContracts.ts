import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { ContractChoicesDocument } from "./contracts.gen";

/** Choices for a link to a contract. */
export async function findContracts(text: string): Promise<Choice[]> {
  const { data } = await client
    .query(ContractChoicesDocument, { search: text || null }, { requestPolicy: "network-only" })
    .toPromise();
  return (data?.contracts.nodes ?? []).map((one) => ({
    value: one.id,
    label: one.name,
    note: one.number ?? undefined,
  }));
}

/** The same among those that are signed, where money can come in. */
export async function findSigned(text: string): Promise<Choice[]> {
  const where = { signedOn: { isNull: false }, terminatedOn: { isNull: true } };
  const { data } = await client
    .query(ContractChoicesDocument, { search: text || null, where }, { requestPolicy: "network-only" })
    .toPromise();
  return (data?.contracts.nodes ?? []).map((one) => ({
    value: one.id,
    label: one.name,
    note: one.number ?? undefined,
  }));
}
