import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { ContactChoicesDocument } from "./contacts.gen";

/** Contacts whose name holds the text, of one account when it is known. */
export const contactsOf = (accountId?: string) =>
  async function findContacts(text: string): Promise<Choice[]> {
    const where = accountId ? { accountId: { eq: accountId } } : null;
    const { data } = await client.query(ContactChoicesDocument, { search: text || null, where }).toPromise();
    return (data?.contacts.nodes ?? []).map((contact) => ({
      value: contact.id,
      label: contact.name,
      note: [contact.title, contact.account?.name].filter(Boolean).join(" · ") || undefined,
    }));
  };
