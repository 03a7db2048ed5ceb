import { client } from "../sync/client";
import type { Choice } from "../ui/Combobox";
import { ChannelsDocument } from "./campaigns.gen";

/** The channels in use whose name holds the text, each with the one above it. */
export async function findChannels(text: string): Promise<readonly Choice[]> {
  const { data } = await client.query(ChannelsDocument, {}).toPromise();
  return (data?.channels.nodes ?? [])
    .filter((one) => one.isActive && one.name?.toLowerCase().includes(text.toLowerCase()))
    .map((one) => ({ value: one.id, label: one.name ?? "", note: one.parent?.name ?? undefined }));
}
