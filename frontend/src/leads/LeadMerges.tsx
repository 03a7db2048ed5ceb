import { useLingui } from "@lingui/react/macro";
import { MergeIcon } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { dateTime } from "../session/formats";
import { useCan, useViewer } from "../session/viewer";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { type LeadMergeRowFragment, LeadMergesOfDocument } from "./merge.gen";
import { usePart } from "./usePart";

/** Above the changes of a lead: which leads it was made of, what they said, and the way back. */
export function LeadMerges({ leadId, open }: { leadId: string; open: boolean }) {
  const { t } = useLingui();
  const [{ data }] = useQuery({ query: LeadMergesOfDocument, variables: { id: leadId } });
  const merges = data?.lead?.merges.nodes ?? [];
  if (merges.length === 0) return null;
  return (
    <section aria-label={t`Merges`} className="mb-4 flex flex-col gap-2">
      {merges.map((merge) => (
        <Merge key={merge.id} merge={merge} open={open} />
      ))}
    </section>
  );
}

function Merge({ merge, open }: { merge: LeadMergeRowFragment; open: boolean }) {
  const { t } = useLingui();
  const me = useViewer().user.id;
  const mayMerge = useCan("lead.merge");
  const mayAssign = useCan("lead.assign");
  const part = usePart();
  const [busy, setBusy] = useState(false);
  const by = merge.by?.name ?? "—";
  const undoneBy = merge.undoneBy?.name ?? "—";
  const at = dateTime(merge.at);
  const undoneAt = dateTime(merge.undoneAt);
  const mayUndo = open && !merge.undoneAt && mayMerge && (merge.by?.id === me || mayAssign);
  return (
    <div className="rounded-lg border border-line p-3 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <MergeIcon className="size-4 shrink-0 text-ink-3" />
        <span className="min-w-0 flex-1">
          <span className="font-medium">{t`Merged by ${by}`}</span> <span className="text-ink-3 text-xs">{at}</span>
        </span>
        {mayUndo && (
          <Button
            size="sm"
            busy={busy}
            onClick={async () => {
              setBusy(true);
              await part(merge.id);
              setBusy(false);
            }}
          >{t`Undo the merge`}</Button>
        )}
      </div>
      {merge.undoneAt && <p className="mt-1 text-ink-3 text-xs">{t`Undone by ${undoneBy}, ${undoneAt}`}</p>}
      <ul className="mt-2 flex flex-col gap-1.5">
        {merge.mergedLeads.nodes.map((one) => (
          <li key={one.id}>
            <span className="flex flex-wrap items-center gap-x-2">
              <span className="tnum text-ink-2">{one.number}</span>
              <span>{one.name}</span>
              {one.stayed && <Badge>{t`stayed`}</Badge>}
            </span>
            <span className="block break-words text-ink-3 text-xs">
              {[one.companyName, one.mobile, one.phone, one.email, one.wechat].filter(Boolean).join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
