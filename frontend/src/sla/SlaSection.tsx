import { useLingui } from "@lingui/react/macro";
import { PencilIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useQuery } from "urql";
import { number } from "../session/formats";
import { useCan } from "../session/viewer";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { IconButton } from "../ui/Button";
import { ErrorState } from "../ui/ErrorState";
import { Progress } from "../ui/Progress";
import { SkeletonRows } from "../ui/Skeleton";
import { useLabel } from "../ui/useLabel";
import { Ladder } from "./Ladder";
import { EXPLAINED, WAITS_FOR } from "./labels";
import { rungsOf } from "./rungs";
import { type PolicyRowFragment, SlaPoliciesDocument } from "./sla.gen";
import { inWords } from "./span";

const PolicyForm = lazy(() => import("./PolicyForm").then((module) => ({ default: module.PolicyForm })));

/** How long leads may wait for what, who is told on the way, and how well that is kept. */
export function SlaSection() {
  const { t } = useLingui();
  const [{ data, error }, again] = useQuery({ query: SlaPoliciesDocument });
  const canEdit = useCan("sla_policy.update");
  const [edited, setEdited] = useState<PolicyRowFragment | null>(null);
  if (error && !data)
    return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (!data) return <SkeletonRows />;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2 text-sm">
        {t`A clock runs for every lead that waits. On the way the owner, then the manager is told, at the end somebody else gets it.`}
      </p>
      {data.slaPolicies.nodes.map((policy) => (
        <PolicyCard key={policy.id} policy={policy} onEdit={canEdit ? () => setEdited(policy) : undefined} />
      ))}
      <Suspense>{edited && <PolicyForm policy={edited} onClose={() => setEdited(null)} />}</Suspense>
    </div>
  );
}

function PolicyCard({ policy, onEdit }: { policy: PolicyRowFragment; onEdit?: () => void }) {
  const { t, i18n } = useLingui();
  const label = useLabel();
  const name = label(WAITS_FOR, policy.clock);
  const span = inWords(policy.minutes ?? 0, policy.inWorkingTime, i18n.locale);
  const kept = policy.keptPercent === null ? null : Number(policy.keptPercent);
  const percent = kept === null ? "" : number(kept);
  const late = number(policy.late ?? 0);
  return (
    <section className="rounded-2xl border border-line bg-surface p-4">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h3 className="flex flex-wrap items-center gap-2 font-medium">
            {name}
            <span className="font-normal text-ink-2 text-sm">
              {policy.inWorkingTime ? t`within ${span} of working time` : t`within ${span}`}
            </span>
            {!policy.isActive && <Badge>{t`Off`}</Badge>}
          </h3>
          <p className="mt-0.5 text-ink-3 text-sm">{label(EXPLAINED, policy.clock)}</p>
        </div>
        {onEdit && <IconButton icon={<PencilIcon />} label={t`Edit ${name}`} onClick={onEdit} />}
      </div>
      <Ladder rungs={rungsOf(policy.rungs)} minutes={policy.minutes ?? 0} working={policy.inWorkingTime} />
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1.5 text-sm">
        {kept !== null && (
          <div className="w-40">
            <Progress value={kept} max={100} label={t`Kept in the last 30 days`} />
          </div>
        )}
        <span className="text-ink-2">
          {kept === null ? t`Nothing was due in 30 days` : t`${percent}% kept in 30 days`}
        </span>
        {!!policy.late && <Badge tone="bad">{t`${late} overdue now`}</Badge>}
      </div>
    </section>
  );
}
