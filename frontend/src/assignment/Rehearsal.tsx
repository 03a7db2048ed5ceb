import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { FlaskConicalIcon } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { number } from "../session/formats";
import { problemOf } from "../sync/problems";
import { Button } from "../ui/Button";
import { ErrorState } from "../ui/ErrorState";
import { useLabel } from "../ui/useLabel";
import { RehearseAssignmentDocument, type RehearseAssignmentQuery } from "./assignment.gen";
import { OUTCOME } from "./labels";
import type { Rehearsed } from "./rules";

const DAYS = 30;
type Result = NonNullable<RehearseAssignmentQuery["assignmentRehearsal"]>;

/** What these rules, saved or not, would have done with the leads of the last days. Nothing is changed by it. */
export function Rehearsal({ rules }: { rules: readonly Rehearsed[] }) {
  const { t } = useLingui();
  const [asked, setAsked] = useState<readonly Rehearsed[] | null>(null);
  const [{ data, error, fetching }, again] = useQuery({
    query: RehearseAssignmentDocument,
    variables: { rules: (asked ?? []) as never, days: DAYS },
    pause: !asked,
    requestPolicy: "network-only",
  });
  const isOld = asked !== null && JSON.stringify(asked) !== JSON.stringify(rules);
  const result = asked ? data?.assignmentRehearsal : null;
  const ask = () => (asked && !isOld ? again({ requestPolicy: "network-only" }) : setAsked(rules));
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button icon={<FlaskConicalIcon />} busy={fetching} onClick={ask}>
          <Trans>Rehearse with the last {DAYS} days</Trans>
        </Button>
        {isOld && <p className="text-sm text-warn">{t`The rules have changed since this rehearsal.`}</p>}
      </div>
      {error && <ErrorState problem={problemOf(error)} onRetry={ask} />}
      {result?.problem && (
        <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm">
          {result.problem}
        </p>
      )}
      {result && !result.problem && (
        <div aria-live="polite" className={isOld ? "opacity-60" : undefined}>
          <Outcome result={result} />
        </div>
      )}
    </div>
  );
}

function Outcome({ result }: { result: Result }) {
  const { t } = useLingui();
  const leads = number(result.leads);
  const changed = number(result.changed);
  return (
    <>
      <p className="mb-3 text-sm">
        {result.isCapped ? t`The newest ${leads} leads of these days.` : t`${leads} leads came in these days.`}{" "}
        <strong className="font-medium">{t`${changed} would have another owner than they have now.`}</strong>
      </p>
      <Shares result={result} />
      <Places result={result} />
      <Changes result={result} />
    </>
  );
}

/** Who would have got how many, beside how many they have. */
function Shares({ result }: { result: Result }) {
  const { t } = useLingui();
  const most = Math.max(1, ...result.shares.flatMap((one) => [one.would, one.was]));
  const width = (count: number) => ({ width: `${Math.max(count > 0 ? 1 : 0, (count / most) * 100)}%` });
  return (
    <>
      <p aria-hidden className="mb-2 flex gap-4 text-2xs text-ink-2">
        <span className="flex items-center gap-1.5">
          <span className="h-2 w-4 rounded-sm bg-accent" /> {t`By these rules`}
        </span>
        <span className="flex items-center gap-1.5">
          <span className="h-2 w-4 rounded-sm bg-line-strong" /> {t`As it is`}
        </span>
      </p>
      <ul className="flex flex-col gap-2">
        {result.shares.map((one) => {
          const { would, was } = one;
          const name = one.name ?? t`Nobody`;
          return (
            <li key={one.userId ?? "nobody"} className="grid grid-cols-[7rem_1fr] items-center gap-x-3 text-sm">
              <span className="truncate">{name}</span>
              <span className="sr-only">{t`${would} by these rules, ${was} as it is`}</span>
              <span aria-hidden className="flex flex-col gap-0.5">
                <span className="flex items-center gap-2">
                  <span className="h-2.5 rounded-sm bg-accent" style={width(would)} />
                  <span className="tnum text-xs">{number(would)}</span>
                </span>
                <span className="flex items-center gap-2">
                  <span className="h-1.5 rounded-sm bg-line-strong" style={width(was)} />
                  <span className="tnum text-2xs text-ink-3">{number(was)}</span>
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** How many would wait in which pool, nobody being chosen, and how many a partner would be shown. */
function Places({ result }: { result: Result }) {
  const { t } = useLingui();
  if (result.pools.length + result.partners.length === 0) return null;
  return (
    <dl className="mt-3 flex flex-col gap-1 text-sm">
      {result.pools.map((one) => (
        <div key={one.poolId} className="flex items-baseline justify-between gap-3">
          <dt className="min-w-0 truncate text-ink-2">{t`Waiting in ${one.name}`}</dt>
          <dd className="tnum">{number(one.would)}</dd>
        </div>
      ))}
      {result.partners.map((one) => (
        <div key={one.partnerId} className="flex items-baseline justify-between gap-3">
          <dt className="min-w-0 truncate text-ink-2">{t`Through ${one.name}`}</dt>
          <dd className="tnum">{number(one.would)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Changes({ result }: { result: Result }) {
  const { t } = useLingui();
  const label = useLabel();
  if (result.rows.length === 0) return null;
  return (
    <details className="mt-4">
      <summary className="cursor-pointer text-ink-2 text-sm hover:text-ink coarse:min-h-11 coarse:py-2.5">
        {t`The leads with another owner`}
      </summary>
      <ul className="mt-1 divide-y divide-line">
        {result.rows.map((row) => (
          <li key={row.leadId} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 py-2 text-sm">
            <Link to="/leads/$leadId" params={{ leadId: row.leadId }} className="min-w-28 font-medium hover:underline">
              {row.name}
            </Link>
            <span className="text-ink-2">
              {row.was ?? t`Nobody`} →{" "}
              <span className="text-ink">{row.would ?? row.pool ?? label(OUTCOME, row.outcome)}</span>
            </span>
            {row.partner && <span className="text-ink-2">{row.partner}</span>}
            {row.rule && <span className="text-ink-3 text-xs">{row.rule}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
