import { useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { useQuery } from "urql";
import { useCan } from "../session/viewer";
import { Button } from "../ui/Button";
import { Section } from "../ui/Page";
import type { LeadFactsFragment } from "./leads.gen";
import { MatchList } from "./MatchList";
import { LeadDuplicatesDocument } from "./merge.gen";

const MergeDialog = lazy(() => import("./MergeDialog").then((module) => ({ default: module.MergeDialog })));
const MOST = 5;

/** Open leads that may be the same person; those in sight can be laid side by side and merged. Nothing when there are none. */
export function LeadDuplicates({ lead, onGone }: { lead: LeadFactsFragment; onGone: (survivorId: string) => void }) {
  const { t } = useLingui();
  const mayMerge = useCan("lead.merge");
  const [merging, setMerging] = useState(false);
  const [{ data }] = useQuery({
    query: LeadDuplicatesDocument,
    variables: { id: lead.id },
    pause: !lead.viewerCan.update,
  });
  const found = data?.leadDuplicates ?? [];
  const ids = found.flatMap((one) => one.id ?? []).slice(0, MOST - 1);
  if (!lead.viewerCan.update || found.length === 0) return null;
  return (
    <Section title={t`Possible duplicates`}>
      <MatchList matches={found} />
      {mayMerge && ids.length > 0 && (
        <Button className="mt-3" onClick={() => setMerging(true)}>
          {t`Compare and merge`}
        </Button>
      )}
      <Suspense>
        {merging && (
          <MergeDialog
            ids={[lead.id, ...ids]}
            onClose={() => setMerging(false)}
            onDone={(survivorId) => {
              setMerging(false);
              if (survivorId !== lead.id) onGone(survivorId);
            }}
          />
        )}
      </Suspense>
    </Section>
  );
}
