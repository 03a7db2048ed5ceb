import { useLingui } from "@lingui/react/macro";
import { CircleAlertIcon } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { type Row, useShape } from "../lists/shape";
import { act, newKey } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { ErrorState } from "../ui/ErrorState";
import { notify } from "../ui/notify";
import { SkeletonRows } from "../ui/Skeleton";
import type { LeadFactsFragment } from "./leads.gen";
import { MergeFields } from "./MergeFields";
import { MergeSurvivor } from "./MergeSurvivor";
import { LeadMergePlanDocument, type LeadMergePlanQuery, MergeLeadsDocument } from "./merge.gen";
import { usePart } from "./usePart";

export type MergedLead = LeadFactsFragment & Row;
type Props = { ids: readonly string[]; onClose: () => void; onDone: (survivorId: string) => void };

/** Leads about one person side by side: which one stays, and whose value stays where they differ. */
export function MergeDialog({ ids: given, onClose, onDone }: Props) {
  const { t } = useLingui();
  const { shape } = useShape("lead");
  const [ids, setIds] = useState(given);
  const [survivorId, setSurvivor] = useState<string | null>(null);
  const [wanted, setWanted] = useState<Readonly<Record<string, string>>>({});
  const [errors, setErrors] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [key] = useState(newKey);
  const part = usePart();
  const [{ data, error, stale }, again] = useQuery({
    query: LeadMergePlanDocument,
    variables: { ids: [...ids], survivorId },
    requestPolicy: "cache-and-network",
  });
  const plan = data?.leadMergePlan;
  const leads = (data?.nodes ?? []).filter((one) => !!one && "number" in one) as MergedLead[];
  const count = ids.length;
  const stays = survivorId ?? plan?.survivorId ?? null;
  const ready = !!plan && !!shape && leads.length === count;

  async function merge() {
    const survivor = leads.find((one) => one.id === stays);
    if (!survivor) return;
    setBusy(true);
    const outcome = await act(MergeLeadsDocument, {
      input: {
        survivorId: survivor.id,
        version: survivor.version,
        merged: leads.filter((one) => one !== survivor).map(({ id, version }) => ({ id, version })),
        fields: Object.entries(wanted).map(([field, leadId]) => ({ field, leadId })),
        idempotencyKey: key,
      },
    });
    setBusy(false);
    if (!outcome.ok) {
      again({ requestPolicy: "network-only" });
      return setErrors(outcome.errors.map((one) => one.message));
    }
    const { mergeId } = outcome.payload;
    notify({
      title: t`${count} leads have become one`,
      undo: mergeId ? { label: t`Undo`, run: () => void part(mergeId) } : undefined,
    });
    onDone(survivor.id);
  }

  function leaveOut(id: string) {
    setIds(ids.filter((one) => one !== id));
    setWanted(Object.fromEntries(Object.entries(wanted).filter(([, lead]) => lead !== id)));
    if (survivorId === id) setSurvivor(null);
  }

  return (
    <Dialog
      open
      width="xl"
      title={t`Merge ${count} leads`}
      description={t`What hangs on the others goes along. This can be undone for 30 days.`}
      onClose={onClose}
      footer={
        <>
          {plan && <Along plan={plan} />}
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" busy={busy} disabled={!ready || stale || plan.unmet.length > 0} onClick={merge}>
            {t`Merge`}
          </Button>
        </>
      }
    >
      {error ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : data && (!plan || leads.length < count) ? (
        <p className="text-sm">{t`You can merge leads that you may all change. At least one of these is not yours to change.`}</p>
      ) : !ready ? (
        <SkeletonRows rows={6} />
      ) : (
        <div className="flex flex-col gap-4">
          <MergeSurvivor
            leads={leads}
            value={stays}
            onChange={setSurvivor}
            onLeaveOut={count > 2 ? leaveOut : undefined}
          />
          {[...plan.unmet, ...errors].map((message) => (
            <p
              key={message}
              role="alert"
              className="flex items-start gap-2 rounded-lg bg-danger-soft p-3 text-danger text-sm"
            >
              <CircleAlertIcon className="mt-0.5 size-4 shrink-0" />
              {message}
            </p>
          ))}
          {plan.unmet.length === 0 && (
            <MergeFields
              shape={shape}
              leads={leads}
              rules={plan.fields}
              wanted={wanted}
              onChange={(field, leadId) => setWanted({ ...wanted, [field]: leadId })}
            />
          )}
        </div>
      )}
    </Dialog>
  );
}

/** How much goes along with the leads that do not stay. */
function Along({ plan }: { plan: NonNullable<LeadMergePlanQuery["leadMergePlan"]> }) {
  const { t } = useLingui();
  const { activities, tasks, comments, files, touches } = plan;
  const parts = [
    touches > 0 && t`Touches: ${touches}`,
    activities > 0 && t`Activities: ${activities}`,
    tasks > 0 && t`Tasks: ${tasks}`,
    comments > 0 && t`Comments: ${comments}`,
    files > 0 && t`Files: ${files}`,
  ].filter(Boolean);
  return <p className="tnum min-w-0 flex-1 basis-full text-ink-3 sm:basis-48 text-xs">{parts.join(" · ")}</p>;
}
