import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { ArrowUpIcon, HandIcon, WavesIcon, XIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { PagedList } from "../lists/PagedList";
import { useShape } from "../lists/shape";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import type { Held, Standing } from "./held";
import { PoolCard } from "./PoolCard";
import { useClaim } from "./useClaim";
import { useWaiting } from "./useWaiting";

const BulkDialog = lazy(() => import("../bulk/BulkDialog").then((module) => ({ default: module.BulkDialog })));

const MOST = 100;
const NONE: ReadonlySet<string> = new Set();

type Props = {
  held: Held;
  pool: Standing;
  search: string;
  canClaim: boolean;
  canShare: boolean;
  choosing: boolean;
  onChoosing: (choosing: boolean) => void;
};

/** What waits in a pool: claimed one by one, or several chosen ones together, or shared out by who deals leads out. */
export function PoolWaiting({ held, pool, search, canClaim, canShare, choosing, onChoosing }: Props) {
  const { t } = useLingui();
  const { list, rows, fresh, take, gone, drop } = useWaiting(held, pool.id, search);
  const { claims, claim, claimMany, busy, forget } = useClaim(held, list.retry);
  const [marked, setMarked] = useState(NONE);
  const [shared, setShared] = useState<string[] | null>(null);
  const { shape } = useShape(held);
  if (!choosing && marked.size > 0) setMarked(NONE);
  const chosen = rows.filter((row) => marked.has(row.id) && !claims[row.id] && !gone.has(row.id));
  const choose = (id: string) => {
    const next = new Set(marked);
    if (!next.delete(id)) next.add(id);
    setMarked(next);
    onChoosing(true);
  };
  return (
    <>
      <div className="pointer-events-none sticky top-3 z-10 h-0" aria-live="polite">
        {fresh > 0 && (
          <Button
            look="primary"
            icon={<ArrowUpIcon />}
            className="-translate-x-1/2 pointer-events-auto absolute left-1/2 rounded-full! shadow-float"
            onClick={(event) => {
              take();
              event.currentTarget.closest("main")?.scrollTo({ top: 0 });
            }}
          >
            {held === "lead" ? t`${fresh} new leads` : t`${fresh} new accounts`}
          </Button>
        )}
      </div>
      <PagedList
        list={{ ...list, rows }}
        empty={
          <EmptyState icon={<WavesIcon />} title={search ? t`Nothing here matches` : t`The pool is empty`}>
            {search ? undefined : t`What nobody has yet or somebody gave back will stand here.`}
          </EmptyState>
        }
      >
        {/* Where no card has anything to press, the keyboard still gets to the list, to scroll it. */}
        <ul className="flex flex-col gap-3 md:gap-2" tabIndex={canClaim ? undefined : 0}>
          {rows.map((row) => (
            <PoolCard
              key={row.id}
              row={row}
              claim={claims[row.id]}
              isGone={gone.has(row.id)}
              canClaim={canClaim}
              canChoose={canClaim || canShare}
              choosing={choosing}
              isChosen={marked.has(row.id)}
              onChoose={() => choose(row.id)}
              onClaim={() => void claim(row)}
              onForget={() => {
                // Who was refused for a while may still see it wait.
                if (gone.has(row.id) || !list.rows.some((one) => one.id === row.id)) drop(row.id);
                forget(row.id);
              }}
            />
          ))}
        </ul>
      </PagedList>
      {choosing && (
        <ClaimBar
          count={chosen.length}
          left={Math.min(pool.claimsLeft ?? MOST, pool.roomLeft ?? MOST)}
          busy={busy}
          onAll={() => setMarked(new Set(rows.slice(0, MOST).map((row) => row.id)))}
          onClaim={
            canClaim &&
            (async () => {
              if (await claimMany(chosen.slice(0, MOST))) onChoosing(false);
            })
          }
          onShare={canShare && (() => setShared(chosen.map((row) => row.id)))}
          onEnd={() => onChoosing(false)}
        />
      )}
      <Suspense>
        {shape && shared && (
          <BulkDialog
            shape={shape}
            action="SHARE_OUT"
            meant={{ recordIds: shared }}
            onClose={() => setShared(null)}
            onChanged={list.retry}
            onDone={() => {
              setShared(null);
              onChoosing(false);
            }}
          />
        )}
      </Suspense>
    </>
  );
}

type BarProps = {
  count: number;
  left: number;
  busy: boolean;
  onAll: () => void;
  onClaim: false | (() => void);
  onShare: false | (() => void);
  onEnd: () => void;
};

/** What is done with the chosen ones, and how many of them may be had. */
function ClaimBar({ count, left, busy, onAll, onClaim, onShare, onEnd }: BarProps) {
  const { t } = useLingui();
  return (
    <section
      aria-label={t`Chosen records`}
      className="-mx-3 md:-mx-6 sticky bottom-0 z-10 mt-auto flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 border-line border-t bg-raised px-3 py-2 shadow-float md:bottom-0 md:rounded-xl md:border md:px-4"
    >
      <p className={clsx("min-w-0 flex-1 text-sm", onShare && onClaim && "basis-full sm:basis-auto")} role="status">
        <strong className="tnum font-medium">{t`${count} chosen`}</strong>
        {onClaim && count > left && (
          <span className="block text-warn">{t`The first ${left} of them can be claimed`}</span>
        )}
      </p>
      <Button look="ghost" onClick={onAll}>{t`All`}</Button>
      {onShare && <Button disabled={count === 0} onClick={onShare}>{t`Share out`}</Button>}
      {onClaim && (
        <Button look="primary" icon={<HandIcon />} busy={busy} disabled={count === 0} onClick={onClaim}>
          {t`Claim ${count}`}
        </Button>
      )}
      <IconButton label={t`Choose none`} icon={<XIcon />} onClick={onEnd} />
    </section>
  );
}
