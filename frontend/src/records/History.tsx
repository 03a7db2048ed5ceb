import { useLingui } from "@lingui/react/macro";
import { ScrollTextIcon } from "lucide-react";
import { useQuery } from "urql";
import type { Subject } from "../activities/subject";
import { dateTime } from "../session/formats";
import { problemOf } from "../sync/problems";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { SkeletonRows } from "../ui/Skeleton";
import { useLabel } from "../ui/useLabel";
import { ACTION } from "./labels";
import { AccountHistoryDocument, ContactHistoryDocument, DealHistoryDocument } from "./records.gen";

type Change = { field: string; label?: string; old?: unknown; new?: unknown };
type Entry = { id: string; at: string | null; actor: string | null; action: string | null; changes: unknown };

const DOCUMENTS = { deal: DealHistoryDocument, account: AccountHistoryDocument, contact: ContactHistoryDocument };

/** Who changed what and when, field by field. */
export function History({ subject }: { subject: Subject }) {
  const { t } = useLingui();
  const label = useLabel();
  const [{ data, error }, again] = useQuery({
    query: DOCUMENTS[subject.kind] as typeof DealHistoryDocument,
    variables: { id: subject.id, first: 100 },
    requestPolicy: "cache-and-network",
  });
  const record = data ? (Object.values(data).find((value) => value && typeof value === "object") as { history: { nodes: Entry[] } } | undefined) : undefined;
  if (error && !data) return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (!data) return <SkeletonRows rows={5} />;
  const entries = record?.history.nodes ?? [];
  if (entries.length === 0) return <EmptyState icon={<ScrollTextIcon />} title={t`No changes recorded`} />;
  return (
    <ol className="flex flex-col divide-y divide-line">
      {entries.map((entry) => (
        <li key={entry.id} className="py-2.5 text-sm">
          <p>
            <span className="font-medium">{entry.actor ?? t`System`}</span>{" "}
            <span className="text-ink-2">{label(ACTION, entry.action)}</span>
            <span className="ml-2 text-ink-3 text-xs">{dateTime(entry.at)}</span>
          </p>
          <ul className="mt-1 flex flex-col gap-0.5">
            {((entry.changes ?? []) as Change[]).map((change) => (
              <li key={change.field} className="break-words text-ink-2 text-xs">
                <span className="text-ink-3">{change.label ?? change.field}</span>{" "}
                <del className="text-ink-3">{shown(change.old)}</del> → <ins className="no-underline">{shown(change.new)}</ins>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === "") return "∅";
  if (Array.isArray(value)) return value.map(shown).join(", ");
  if (typeof value === "object") return Object.values(value).map(shown).join(" ");
  return String(value);
}
