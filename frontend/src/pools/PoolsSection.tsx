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
import { Menu } from "../ui/Menu";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import type { Held } from "./held";
import { membersOf } from "./membersOf";
import { PoolsSettingsDocument } from "./pools.gen";
import { type Pool, VERBS } from "./settings";

const PoolForm = lazy(() => import("./PoolForm").then((module) => ({ default: module.PoolForm })));

type Opened = { held: Held; pool?: Pool };

/** The pools of leads and of accounts, and their rules; who is in one may read what holds for them. */
export function PoolsSection() {
  const { t } = useLingui();
  const canEdit = useCan("lead_pool.update");
  const [{ data, error }, again] = useQuery({ query: PoolsSettingsDocument });
  const [open, setOpen] = useState<Opened | null>(null);

  if (error && !data)
    return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (!data) return <SkeletonRows />;
  const kinds: { held: Held; title: string; none: string; pools: readonly Pool[] }[] = [
    { held: "lead", title: t`Lead pools`, none: t`There is no lead pool yet`, pools: data.leadPools.nodes },
    { held: "account", title: t`Account pools`, none: t`There is no account pool yet`, pools: data.accountPools.nodes },
  ];
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 text-ink-2 text-sm">
          {t`One clock for everything that has an owner: however it came to them, it goes back when nothing happens.`}
        </p>
        {canEdit && (
          <Menu
            label={t`New pool`}
            entries={() => [
              { label: t`For leads`, onSelect: () => setOpen({ held: "lead" }) },
              { label: t`For accounts`, onSelect: () => setOpen({ held: "account" }) },
            ]}
            trigger={
              <Button look="primary" icon={<PlusIcon />}>
                <Trans>New pool</Trans>
              </Button>
            }
          />
        )}
      </div>
      {kinds.map(({ held, title, none, pools }) => (
        <section key={held} aria-label={title} className="flex flex-col gap-4">
          <h3 className="font-medium text-ink-2 text-sm">{title}</h3>
          {pools.length === 0 && <EmptyState icon={<WavesIcon />} title={none} />}
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
                    <IconButton
                      label={`${t`Edit`}: ${pool.name}`}
                      icon={<PencilIcon />}
                      onClick={() => setOpen({ held, pool })}
                    />
                    <Remove held={held} pool={pool} />
                  </>
                )
              }
            >
              <Rules held={held} pool={pool} />
            </Section>
          ))}
        </section>
      ))}
      <Suspense>{open && <PoolForm {...open} onClose={() => setOpen(null)} />}</Suspense>
    </div>
  );
}

function Remove({ held, pool }: { held: Held; pool: Pool }) {
  const { t } = useLingui();
  const remove = async () => {
    const outcome = await actOrTell(VERBS[held].void, { input: { id: pool.id, version: pool.version } });
    if (outcome.ok) notify({ title: t`The pool was taken out of use` });
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

function Rules({ held, pool }: { held: Held; pool: Pool }) {
  const { t } = useLingui();
  const days = (count: number | null) => t`${count} days`;
  const leads = held === "lead";
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
        {
          label: leads ? t`The same, high intent` : t`The same, tiers VIP and A`,
          value: days(pool.noFollowUpDaysHigh),
        },
        { label: leads ? t`The same, low intent` : t`The same, tier C`, value: days(pool.noFollowUpDaysLow) },
        {
          label: leads ? t`Back when not converted for` : t`Back without a won deal for`,
          value: days(pool.noConversionDays),
        },
        ...(leads
          ? []
          : [
              { label: t`Kept after a won deal for`, value: days(pool.exemptWonDays ?? 0) },
              { label: t`Open deals`, value: pool.exemptsOpenDeals ? t`keep an account` : t`keep no account` },
            ]),
        { label: t`Reminders before`, value: reminders && t`${reminders} days` },
        {
          label: t`Protection`,
          value: leads
            ? t`${protectionDays} days, ${protectionLimit} leads at most`
            : t`${protectionDays} days, ${protectionLimit} accounts at most`,
        },
        { label: t`What is given back goes to`, value: pool.targetPool?.name ?? pool.name },
      ]}
    />
  );
}
