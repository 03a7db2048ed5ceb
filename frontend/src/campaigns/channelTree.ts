import type { ChannelRowFragment } from "./campaigns.gen";

/** Channels with how deep each stands, those below one after it, in their own order. */
export function channelTree(channels: readonly ChannelRowFragment[]): { channel: ChannelRowFragment; depth: number }[] {
  const known = new Set(channels.map((one) => one.id));
  const below = (parent: string | null, depth: number): { channel: ChannelRowFragment; depth: number }[] =>
    channels
      .filter((one) => (one.parent && known.has(one.parent.id) ? one.parent.id : null) === parent)
      .flatMap((channel) => [{ channel, depth }, ...below(channel.id, depth + 1)]);
  return below(null, 0);
}
