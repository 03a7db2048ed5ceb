import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { CalendarNamesDocument } from "./calendars.gen";

/** The calendars whose name holds the text, for pickers: there are a few. */
export async function findCalendars(text: string): Promise<Choice[]> {
  const { data } = await client.query(CalendarNamesDocument, {}).toPromise();
  return (data?.workCalendars.nodes ?? [])
    .filter((one) => one.name.toLowerCase().includes(text.toLowerCase()))
    .map((one) => ({ value: one.id, label: one.name }));
}
