import { client } from "../sync/client";
import {
  AccountNameDocument,
  ContactNameDocument,
  ContractNameDocument,
  DealNameDocument,
  LeadNameDocument,
} from "./names.gen";

/** What a record is called. */
export async function nameOf(id: string): Promise<string> {
  if (id.startsWith("account_"))
    return (await client.query(AccountNameDocument, { id }).toPromise()).data?.account?.name ?? id;
  if (id.startsWith("contact_"))
    return (await client.query(ContactNameDocument, { id }).toPromise()).data?.contact?.name ?? id;
  if (id.startsWith("contract_"))
    return (await client.query(ContractNameDocument, { id }).toPromise()).data?.contract?.name ?? id;
  if (id.startsWith("lead_")) return (await client.query(LeadNameDocument, { id }).toPromise()).data?.lead?.name ?? id;
  return (await client.query(DealNameDocument, { id }).toPromise()).data?.deal?.name ?? id;
}
