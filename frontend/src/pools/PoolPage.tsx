import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { WavesIcon } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useQuery } from "urql";
import { PagedList } from "../lists/PagedList";
import { useCan } from "../session/viewer";
import { problemOf } from "../sync/problems";
import { useList } from "../sync/useList";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { SearchInput } from "../ui/Input";
import { Page } from "../ui/Page";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { PoolCard } from "./PoolCard";
import {
  LeadPoolsDocument,
  type PoolStandingFragment,
  type WaitingLeadFragment,
  WaitingLeadsDocument,
} from "./pools.gen";
import { type Claim, useClaim } from "./useClaim";

const route = getRouteApi("/pool");

/** What waits to be claimed. Made for thumbs: what is worth knowing of a lead, and one tap to have it. */
export function PoolPage() {
  const { t } = useLingui();
  const { pool: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const [{ data, error }, again] = useQuery({ query: LeadPoolsDocument });
  const [text, setText] = useState("");
  const pools = data?.leadPools.nodes ?? [];
  const pool = pools.find((one) => one.id === wanted) ?? pools.find((one) => one.isMine) ?? pools[0];
  const canOwn = useCan("lead.own");

  const body = () => {
    if (error && !data)
      return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
    if (!data) return <SkeletonRows />;
    if (!pool)
      return (
        <EmptyState icon={<WavesIcon />} title={t`You are in no lead pool`}>
          {t`Ask an administrator to add you or your team to one.`}
        </EmptyState>
      );
    return <Waiting key={pool.id} pool={pool} search={text} canClaim={canOwn && pool.isMine === true} />;
  };
  return (
    <Page
      title={t`Lead pool`}
      toolbar={
        pool && (
          <>
            {pools.length > 1 && (
              <Select
                className="sm:w-56"
                label={t`Lead pool`}
                value={pool.id}
                options={pools.map((one) => ({ value: one.id, label: `${one.name} (${one.waiting})` }))}
                onChange={(id) => void navigate({ search: { pool: id }, replace: true })}
              />
            )}
            <SearchInput
              className="min-w-0 flex-1 sm:max-w-72"
              label={t`Search the pool`}
              value={text}
              onChange={setText}
            />
            {canOwn && pool.isMine && <Standing pool={pool} />}
          </>
        )
      }
    >
      <div className="mx-auto max-w-5xl p-3 md:p-6">{body()}</div>
    </Page>
  );
}

/** How many more may be claimed: today, and at all. */
function Standing({ pool }: { pool: PoolStandingFragment }) {
  const { t } = useLingui();
  const { claimsLeft, roomLeft } = pool;
  return (
    <p className="basis-full text-ink-2 text-sm sm:basis-auto" aria-live="polite">
      {(claimsLeft ?? 0) > 0 ? (
        t`You can claim ${claimsLeft} more today`
      ) : (
        <span className="text-warn">{t`You have claimed all you can today`}</span>
      )}
      {(roomLeft ?? 0) < 10 && <span className="text-warn"> · {t`Room for ${roomLeft} more`}</span>}
    </p>
  );
}

type WaitingProps = { pool: PoolStandingFragment; search: string; canClaim: boolean };

function Waiting({ pool, search, canClaim }: WaitingProps) {
  const { t } = useLingui();
  const variables = useMemo(() => ({ pool: pool.id, search: search.trim() || null }), [pool.id, search]);
  const list = useList(WaitingLeadsDocument, variables, (data) => data.leads);
  const { claims, claim, forget } = useClaim(list.retry);
  const rows = useSteady(list.rows as readonly WaitingLeadFragment[], claims);
  return (
    <PagedList
      list={{ ...list, rows }}
      empty={
        <EmptyState icon={<WavesIcon />} title={search ? t`Nothing here matches` : t`The pool is empty`}>
          {search ? undefined : t`What nobody has yet or somebody gave back will stand here.`}
        </EmptyState>
      }
    >
      <ul className="flex flex-col gap-3 md:gap-2">
        {rows.map((lead) => (
          <PoolCard
            key={lead.id}
            lead={lead}
            claim={claims[lead.id]}
            canClaim={canClaim}
            onClaim={() => void claim(lead)}
            onForget={() => forget(lead.id)}
          />
        ))}
      </ul>
    </PagedList>
  );
}

/** The rows with those just claimed where they were: nothing jumps under the thumb. */
function useSteady(rows: readonly WaitingLeadFragment[], claims: Record<string, Claim>) {
  const places = useRef<readonly string[]>([]);
  const here = new Set(rows.map((row) => row.id));
  const shown = [...rows];
  const gone = Object.entries(claims).filter(([id]) => !here.has(id));
  for (const [id, { row }] of gone.sort(([one], [two]) => places.current.indexOf(one) - places.current.indexOf(two)))
    shown.splice(Math.max(0, places.current.indexOf(id)), 0, row);
  places.current = shown.map((row) => row.id);
  return shown;
}
