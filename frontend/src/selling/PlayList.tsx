import { useLingui } from "@lingui/react/macro";
import { EllipsisVerticalIcon, PencilIcon, PlusIcon, PowerIcon, SwordsIcon, Trash2Icon } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { RowArrows, RowGrip } from "../drag/RowControls";
import { useReorder } from "../drag/useReorder";
import { LEAD_STATE } from "../leads/labels";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Menu } from "../ui/Menu";
import { notify } from "../ui/notify";
import { SkeletonRows } from "../ui/Skeleton";
import { useLabel } from "../ui/useLabel";
import { PlayForm } from "./PlayForm";
import {
  type PlayRowFragment,
  PlaysDocument,
  ReorderPlaysDocument,
  RestorePlayDocument,
  UpdatePlayDocument,
  VoidPlayDocument,
} from "./selling.gen";
import { tasksOf, useTaskTitle } from "./tasks";
import { aimOf } from "./useAimFields";

/** The plays in order: of two that fit a lead alike, the upper is proposed. */
export function PlayList() {
  const { t } = useLingui();
  const canEdit = useCan("play.update");
  const [{ data, error }, again] = useQuery({ query: PlaysDocument, requestPolicy: "cache-and-network" });
  const [open, setOpen] = useState<{ play?: PlayRowFragment } | null>(null);
  const known = new Map((data?.plays.nodes ?? []).map((play) => [play.id, play]));
  const order = useReorder({
    ids: [...known.keys()],
    nameOf: (id) => known.get(id)?.name ?? "",
    disabled: !canEdit,
    onReorder: async (playIds) => (await actOrTell(ReorderPlaysDocument, { input: { playIds: [...playIds] } })).ok,
  });
  if (error && !data)
    return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (!data) return <SkeletonRows />;
  const add = canEdit && (
    <Button look="primary" icon={<PlusIcon />} onClick={() => setOpen({})}>
      {t`New play`}
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 basis-60 text-ink-2 text-sm">
          {t`What to do with each kind of lead. Of several, the one that fits its industry, role and tags best is proposed, then the upper.`}
        </p>
        {known.size > 0 && add}
      </div>
      {known.size === 0 && <EmptyState icon={<SwordsIcon />} title={t`No plays yet`} action={add} />}
      <ol ref={order.root} className="flex flex-col gap-2">
        {order.ids.map((id) => {
          const play = known.get(id);
          return (
            play && (
              <li
                key={id}
                {...order.item(id)}
                className="flex flex-wrap items-start gap-2 rounded-xl bg-surface p-3 shadow-lift data-held:bg-accent-soft sm:flex-nowrap"
              >
                {canEdit && <RowGrip order={order} id={id} />}
                <PlayCard play={play} />
                {canEdit && (
                  <div className="flex basis-full items-center justify-end sm:basis-auto">
                    <RowArrows order={order} id={id} name={play.name ?? ""} />
                    <PlayMenu play={play} onEdit={() => setOpen({ play })} />
                  </div>
                )}
              </li>
            )
          );
        })}
      </ol>
      {open && <PlayForm play={open.play} onClose={() => setOpen(null)} />}
    </div>
  );
}

function PlayCard({ play }: { play: PlayRowFragment }) {
  const { t } = useLingui();
  const label = useLabel();
  const titleOf = useTaskTitle();
  const started = play.starts.totalCount;
  return (
    <div className="min-w-0 flex-1 basis-3/4 text-sm sm:basis-0">
      <p className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{play.name}</span>
        <Badge tone="accent">{label(LEAD_STATE, play.leadState)}</Badge>
        {aimOf(play) && <Badge>{aimOf(play)}</Badge>}
        {!play.isActive && <Badge tone="warn">{t`Not in use`}</Badge>}
        {started > 0 && <span className="text-ink-3 text-xs">{t`started ${started} times`}</span>}
      </p>
      <p className="mt-0.5 text-ink-2">{play.strategy}</p>
      <ol className="mt-1 text-ink-3 text-xs">
        {tasksOf(play.tasks).map((task, index) => {
          const days = task.dueInDays;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: tasks to come have no identity of their own
            <li key={index}>
              {index + 1}. {titleOf(task)} · {t`day ${days}`}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function PlayMenu({ play, onEdit }: { play: PlayRowFragment; onEdit: () => void }) {
  const { t } = useLingui();
  const seen = { id: play.id, version: play.version ?? 1 };
  const remove = async () => {
    const outcome = await actOrTell(VoidPlayDocument, { input: seen });
    if (!outcome.ok) return;
    const undo = () => void actOrTell(RestorePlayDocument, { input: { id: play.id } });
    notify({ title: t`“${play.name}” was removed`, undo: { label: t`Undo`, run: undo } });
  };
  return (
    <Menu
      align="end"
      label={play.name ?? ""}
      trigger={<IconButton label={`${t`More`}: ${play.name}`} icon={<EllipsisVerticalIcon />} />}
      entries={() => [
        { label: t`Edit`, icon: <PencilIcon />, onSelect: onEdit },
        {
          label: play.isActive ? t`Take out of use` : t`Use again`,
          icon: <PowerIcon />,
          onSelect: () => void actOrTell(UpdatePlayDocument, { input: { ...seen, isActive: !play.isActive } }),
        },
        { label: t`Remove`, icon: <Trash2Icon />, danger: true, onSelect: () => void remove() },
      ]}
    />
  );
}
