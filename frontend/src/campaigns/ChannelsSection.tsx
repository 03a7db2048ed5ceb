import { useLingui } from "@lingui/react/macro";
import { EllipsisVerticalIcon, PencilIcon, PlusIcon, PowerIcon, SignpostIcon, Trash2Icon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useQuery } from "urql";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Menu, type MenuEntry } from "../ui/Menu";
import { Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { type ChannelRowFragment, ChannelsDocument, UpdateChannelDocument, VoidChannelDocument } from "./campaigns.gen";
import { channelTree } from "./channelTree";

const ChannelForm = lazy(() => import("./ChannelForm").then((module) => ({ default: module.ChannelForm })));
type Open = { channel?: ChannelRowFragment; parent?: ChannelRowFragment };

/** The ways by which people come to us, as a tree. */
export function ChannelsSection() {
  const { t } = useLingui();
  const canEdit = useCan("channel.update");
  const [{ data, error }, again] = useQuery({ query: ChannelsDocument, requestPolicy: "cache-and-network" });
  const [open, setOpen] = useState<Open | null>(null);
  if (error && !data)
    return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (!data) return <SkeletonRows />;
  const add = canEdit && (
    <Button size="sm" icon={<PlusIcon />} onClick={() => setOpen({})}>
      {t`New channel`}
    </Button>
  );
  const rows = channelTree(data.channels.nodes);
  const entries = (channel: ChannelRowFragment) => (): MenuEntry[] => {
    const seen = { id: channel.id, version: channel.version ?? 1 };
    return [
      { label: t`Edit`, icon: <PencilIcon />, onSelect: () => setOpen({ channel }) },
      { label: t`New channel below`, icon: <PlusIcon />, onSelect: () => setOpen({ parent: channel }) },
      {
        label: channel.isActive ? t`Take out of use` : t`Use again`,
        icon: <PowerIcon />,
        onSelect: () => void actOrTell(UpdateChannelDocument, { input: { ...seen, isActive: !channel.isActive } }),
      },
      {
        label: t`Remove`,
        icon: <Trash2Icon />,
        danger: true,
        onSelect: () => void actOrTell(VoidChannelDocument, { input: seen }),
      },
    ];
  };
  return (
    <Section title={t`Channels`} actions={add}>
      <p className="mb-2 text-ink-2 text-sm">
        {t`Every campaign and every lead names the channel it came by. A channel in use can be taken out of use, not removed.`}
      </p>
      {rows.length === 0 && <EmptyState icon={<SignpostIcon />} title={t`No channels yet`} action={add} />}
      <ul className="divide-y divide-line">
        {rows.map(({ channel, depth }) => (
          <li
            key={channel.id}
            className="flex min-h-11 items-center gap-2"
            style={{ paddingInlineStart: `${depth * 1.25}rem` }}
          >
            <SignpostIcon className="size-4 shrink-0 text-ink-3" />
            <span className={`min-w-0 flex-1 truncate text-sm ${depth === 0 ? "font-medium" : ""}`}>
              {channel.name}
            </span>
            {!channel.isActive && <Badge tone="warn">{t`Not in use`}</Badge>}
            <code className="hidden text-ink-3 text-xs sm:inline">{channel.code}</code>
            {canEdit && (
              <Menu
                label={`${t`More`}: ${channel.name}`}
                trigger={<IconButton label={`${t`More`}: ${channel.name}`} icon={<EllipsisVerticalIcon />} />}
                entries={entries(channel)}
              />
            )}
          </li>
        ))}
      </ul>
      <Suspense>{open && <ChannelForm {...open} count={rows.length} onClose={() => setOpen(null)} />}</Suspense>
    </Section>
  );
}
