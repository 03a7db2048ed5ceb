import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { ListChecksIcon, WavesIcon } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { useCan } from "../session/viewer";
import { problemOf } from "../sync/problems";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { SearchInput } from "../ui/Input";
import { Page } from "../ui/Page";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { Segmented } from "../ui/Toggle";
import { type Held, isHeld, type Standing } from "./held";
import { PoolWaiting } from "./PoolWaiting";
import { PoolsDocument } from "./pools.gen";

const route = getRouteApi("/pool");

/** What waits to be claimed. Made for thumbs: what is worth knowing of a lead, and one tap to have it. */
export function PoolPage() {
  const { t } = useLingui();
  const { pool: wanted, of } = route.useSearch();
  const navigate = route.useNavigate();
  const [{ data, error }, again] = useQuery({ query: PoolsDocument });
  const [text, setText] = useState("");
  const [choosing, setChoosing] = useState(false);
  const [ofLeads, ofAccounts] = [data?.leadPools.nodes ?? [], data?.accountPools.nodes ?? []];
  const both = ofLeads.length > 0 && ofAccounts.length > 0;
  const held: Held = both && isHeld(of) ? of : ofLeads.length === 0 && ofAccounts.length > 0 ? "account" : "lead";
  const pools: readonly Standing[] = held === "lead" ? ofLeads : ofAccounts;
  const pool = pools.find((one) => one.id === wanted) ?? pools.find((one) => one.isMine) ?? pools[0];
  const canOwn = useCan(`${held}.own`);
  const canClaim = canOwn && pool?.isMine === true;
  const [mayRun, mayTransfer] = [useCan("bulk.run"), useCan("record.transfer")];
  const canShare = mayRun && mayTransfer;
  const body = () => {
    if (error && !data)
      return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
    if (!data) return <SkeletonRows />;
    if (!pool)
      return (
        <EmptyState icon={<WavesIcon />} title={t`You are in no pool`}>
          {t`Ask an administrator to add you or your team to one.`}
        </EmptyState>
      );
    const search = text.trim();
    return (
      <PoolWaiting
        key={`${pool.id} ${search}`}
        {...{ held, pool, search, choosing, canClaim, canShare }}
        onChoosing={setChoosing}
      />
    );
  };
  return (
    <Page
      title={t`Pool`}
      toolbar={
        pool && (
          <>
            {both && (
              <Segmented
                className="w-full sm:w-auto"
                label={t`What waits`}
                value={held}
                options={[
                  { value: "lead", label: t`Leads` },
                  { value: "account", label: t`Accounts` },
                ]}
                onChange={(next) => {
                  setChoosing(false);
                  void navigate({ search: { of: next }, replace: true });
                }}
              />
            )}
            {pools.length > 1 && (
              <Select
                className="sm:w-56"
                label={t`Pool`}
                value={pool.id}
                options={pools.map((one) => ({ value: one.id, label: `${one.name} (${one.waiting})` }))}
                onChange={(id) => void navigate({ search: { pool: id, of }, replace: true })}
              />
            )}
            <SearchInput
              className="min-w-0 flex-1 sm:max-w-72"
              label={t`Search the pool`}
              value={text}
              onChange={setText}
            />
            {(canClaim || canShare) && (
              <Button
                icon={<ListChecksIcon />}
                aria-label={t`Choose several`}
                aria-pressed={choosing}
                className={choosing ? "border-accent! text-accent-text!" : ""}
                onClick={() => setChoosing(!choosing)}
              >
                <span className="hidden sm:inline">{t`Choose several`}</span>
              </Button>
            )}
            {canClaim && <Left held={held} pool={pool} />}
          </>
        )
      }
    >
      <div className="mx-auto flex min-h-full max-w-5xl flex-col p-3 md:p-6">{body()}</div>
    </Page>
  );
}

/** How many more may be claimed: today, and at all. */
function Left({ held, pool }: { held: Held; pool: Standing }) {
  const { t } = useLingui();
  const { claimsLeft, roomLeft } = pool;
  return (
    <p className="basis-full text-ink-2 text-sm sm:basis-auto" aria-live="polite">
      {(claimsLeft ?? 0) > 0 ? (
        held === "lead" ? (
          t`You can claim ${claimsLeft} more today`
        ) : (
          t`You can claim ${claimsLeft} more accounts today`
        )
      ) : (
        <span className="text-warn">{t`You have claimed all you can today`}</span>
      )}
      {(roomLeft ?? 0) < 10 && <span className="text-warn"> · {t`Room for ${roomLeft} more`}</span>}
    </p>
  );
}
