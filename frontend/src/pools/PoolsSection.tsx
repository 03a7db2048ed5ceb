import { Trans, useLingui } from "@lingui/react/macro";
import { PencilIcon, PlusIcon, Trash2Icon, WavesIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useQuery } from "urql";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Facts } from "../ui/Facts";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { membersOf } from "./membersOf";
import { type PoolSettingsFragment, PoolsSettingsDocument, VoidLeadPoolDocument } from "./pools.gen";

const PoolForm = lazy(() => import("./PoolForm").then((module) => ({ default: module.PoolForm })));

/** The lead pools and their rules; who is in one may read what holds for them. */
export function PoolsSection() {
  const { t } = useLingui();
  const canEdit = useCan("lead_pool.update");
  const [{ data, error }, again] = useQuery({ query: PoolsSettingsDocument });
  const [open, setOpen] = useState<PoolSettingsFragment | "new" | null>(null);
  const pools = data?.leadPools.nodes ?? [];

  if (error && !data)
    return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (!data) return <SkeletonRows />;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 text-ink-2 text-sm">
          {t`One clock for every lead with an owner: however it came to them, it goes back when nothing happens.`}
        </p>
        {canEdit && (
          <Button look="primary" icon={<PlusIcon />} onClick={() => setOpen("new")}>
            <Trans>New lead pool</Trans>
          </Button>
        )}
      </div>
      {pools.length === 0 && <EmptyState icon={<WavesIcon />} title={t`There is no lead pool yet`} />}
      {pools.map((pool) => (
        <Section
          key={pool.id}
          title={
            <span className="flex items-center gap-2">
              <span className="truncate">{pool.name}</span>
              {pool.isDefault && <Badge tone="accent">{t`Default`}</Badge>}
              {pool.isOverflow && <Badge tone="accent">{t`Overflow`}</Badge>}
            </span>
          }
          actions={
            canEdit && (
              <>
                <IconButton label={`${t`Edit`}: ${pool.name}`} icon={<PencilIcon />} onClick={() => setOpen(pool)} />
                <Remove pool={pool} />
              </>
            )
          }
        >
          <Rules pool={pool} />
        </Section>
      ))}
      <Suspense>{open && <PoolForm pool={open === "new" ? undefined : open} onClose={() => setOpen(null)} />}</Suspense>
    </div>
  );
}

function Remove({ pool }: { pool: PoolSettingsFragment }) {
  const { t } = useLingui();
  const remove = async () => {
    const outcome = await actOrTell(VoidLeadPoolDocument, { input: { id: pool.id, version: pool.version } });
    if (outcome.ok) notify({ title: t`The lead pool was taken out of use` });
  };
  return (
    <IconButton
      label={`${t`Take out of use`}: ${pool.name}`}
      icon={<Trash2Icon />}
      disabled={(pool.waiting ?? 0) > 0}
      onClick={() => void remove()}
    />
  );
}

function Rules({ pool }: { pool: PoolSettingsFragment }) {
  const { t } = useLingui();
  const days = (count: number | null) => t`${count} days`;
  const members = membersOf(pool);
  const reminders = (pool.remindDaysBefore as number[]).join(", ");
  const { dailyClaimLimit: daily, holdingLimit: most, protectionDays, protectionLimit } = pool;
  return (
    <Facts
      facts={[
        { label: t`Members`, value: members.map((one) => one.name).join(", ") },
        {
          label: t`Pool admins`,
          value: members
            .filter((one) => one.isAdmin)
            .map((one) => one.name)
            .join(", "),
        },
        { label: t`Regions`, value: pool.regions.join(", ") },
        { label: t`Waiting`, value: String(pool.waiting ?? 0) },
        { label: t`Claims`, value: t`${daily} a day, ${most} held at most` },
        { label: t`Cool-down of former owners`, value: days(pool.cooldownDays) },
        { label: t`Back without follow-up for`, value: days(pool.noFollowUpDays) },
        { label: t`The same, high intent`, value: days(pool.noFollowUpDaysHigh) },
        { label: t`The same, low intent`, value: days(pool.noFollowUpDaysLow) },
        { label: t`Back when not converted for`, value: days(pool.noConversionDays) },
        { label: t`Reminders before`, value: reminders && t`${reminders} days` },
        { label: t`Protection`, value: t`${protectionDays} days, ${protectionLimit} leads at most` },
        { label: t`What is given back goes to`, value: pool.targetPool?.name ?? pool.name },
      ]}
    />
  );
}
