import { useLingui } from "@lingui/react/macro";
import { HandIcon } from "lucide-react";
import { PoolClock } from "../pools/PoolClock";
import { relative } from "../session/formats";
import { useCan } from "../session/viewer";
import { Button } from "../ui/Button";
import type { AccountFactsFragment } from "./accounts.gen";
import type { AccountVerbs } from "./useAccountVerbs";

type Props = { account: AccountFactsFragment; verbs: AccountVerbs; onAssign: () => void };

/** Whether an account waits to be claimed, or when it goes back to its pool and what keeps it. */
export function AccountBar({ account, verbs, onAssign }: Props) {
  const { t } = useLingui();
  const canOwn = useCan("account.own");
  const canAssign = useCan("account.assign") && account.viewerCan.update;
  const { pool, owner, lockedBy, recycleDueAt } = account;
  if (!pool || (owner && !recycleDueAt && !lockedBy)) return null;
  const { name } = pool;
  const since = relative(account.pooledAt);
  const kept = {
    DEAL: t`Stays with its owner: it has open deals`,
    MANUAL: t`Locked: it stays with its owner`,
    PROTECT: null,
  }[lockedBy ?? "PROTECT"];
  return (
    <div className="flex flex-col gap-2.5 border-line border-b bg-surface px-4 py-3 md:px-6">
      {!owner ? (
        <div className="flex flex-wrap items-center gap-2">
          <p className="min-w-0 flex-1 text-ink-2 text-sm">{t`Came into ${name} ${since} and waits to be claimed.`}</p>
          {canAssign && (
            <Button look={pool.isMine && canOwn ? undefined : "primary"} onClick={onAssign}>
              {t`Assign`}
            </Button>
          )}
          {pool.isMine && canOwn && (
            <Button look="primary" icon={<HandIcon />} busy={verbs.busy} onClick={verbs.claim}>
              {t`Claim`}
            </Button>
          )}
        </div>
      ) : (
        <PoolClock
          {...account}
          kept={kept}
          result={(days, to) => t`Without a won deal in ${days} d, it goes back to ${to}`}
          mayProtect={account.viewerCan.update}
          verbs={verbs}
        />
      )}
    </div>
  );
}
