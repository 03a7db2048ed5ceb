import { useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { dateTime } from "../session/formats";
import { Badge } from "../ui/Badge";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import { LeadAssignmentsDocument, type LeadAssignmentsQuery } from "./assignment.gen";
import { OUTCOME, OUTCOME_TONE, SKIPPED } from "./labels";

type Log = NonNullable<LeadAssignmentsQuery["lead"]>["assignments"]["nodes"][number];
type Tried = {
  rule?: string;
  known?: string;
  title?: string;
  chosen?: string;
  reason?: string;
  partner?: string;
  candidates?: { name: string; reason?: string; by?: string }[];
};

/** Why this lead has its owner: the rules that were tried, who was asked and why not. Nothing for a lead that never waited. */
export function LeadAssignment({ leadId }: { leadId: string }) {
  const { t } = useLingui();
  const [{ data }] = useQuery({ query: LeadAssignmentsDocument, variables: { id: leadId } });
  const logs = data?.lead?.assignments.nodes ?? [];
  if (logs.length === 0) return null;
  return (
    <Section title={t`Why this owner?`}>
      <ol className="flex flex-col divide-y divide-line">
        {logs.map((log) => (
          <Entry key={log.id} log={log} />
        ))}
      </ol>
    </Section>
  );
}

function Entry({ log }: { log: Log }) {
  const { t } = useLingui();
  const label = useLabel();
  const tried = (log.tried ?? []) as Tried[];
  const seconds = log.latencyMs === null ? null : (log.latencyMs / 1000).toFixed(1);
  const opens = log.wakeAt && dateTime(log.wakeAt);
  const version = log.ruleVersion;
  return (
    <li className="py-2 text-sm first:pt-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={OUTCOME_TONE[log.outcome ?? ""]}>{label(OUTCOME, log.outcome)}</Badge>
        {log.ruleName && (
          <span className="font-medium" title={version === null ? undefined : t`Version ${version}`}>
            {log.ruleName}
          </span>
        )}
        {log.owner && <span>→ {log.owner.name}</span>}
        {log.pool && <span>→ {log.pool.name}</span>}
      </p>
      <p className="tnum mt-0.5 text-ink-3 text-xs">
        {dateTime(log.capturedAt)}
        {log.outcome === "QUEUED" && opens
          ? ` · ${t`until ${opens}`}`
          : seconds !== null && ` · ${t`decided after ${seconds} s`}`}
      </p>
      {tried.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a decision that is made never change
        <Step key={index} tried={one} />
      ))}
    </li>
  );
}

function Step({ tried }: { tried: Tried }) {
  const { t } = useLingui();
  const label = useLabel();
  const { title, chosen, partner } = tried;
  if (tried.known)
    return (
      <p className="mt-1 text-ink-2 text-xs">
        {tried.known === "contact" ? t`The contact ${title} is ${chosen}'s` : t`The account ${title} is ${chosen}'s`}
      </p>
    );
  return (
    <div className="mt-1.5 text-xs">
      <p className="text-ink-2">
        {tried.rule}
        {partner && ` · ${t`for ${partner}`}`}
        {tried.reason === "OTHER_PARTNER" && ` · ${t`another partner brought it`}`}
      </p>
      <ul className="mt-0.5 flex flex-wrap gap-1">
        {(tried.candidates ?? []).map((one) => {
          const by = one.by;
          const why = one.reason ? label(SKIPPED, one.reason) : null;
          const isChosen = chosen !== undefined && (one.name === chosen || by === chosen);
          return (
            <li key={one.name}>
              <Badge tone={isChosen ? "good" : why && !by ? "warn" : "plain"}>
                {one.name}
                {why && ` · ${why}`}
                {by && ` · ${t`covered by ${by}`}`}
              </Badge>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
