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
import { CatalogDocument } from "./catalog.gen";
import { readableChanges } from "./changeLabels";
import { ACTION } from "./labels";
import { AccountHistoryDocument, ContactHistoryDocument, DealHistoryDocument } from "./records.gen";

type Entry = { id: string; at: string | null; actor: { name: string } | null; action: string | null; changes: unknown };

const DOCUMENTS = { deal: DealHistoryDocument, account: AccountHistoryDocument, contact: ContactHistoryDocument };

/** Who changed what and when, field by field. */
export function History({ subject }: { subject: Subject }) {
  const { t, i18n } = useLingui();
  const [{ data: catalog }] = useQuery({ query: CatalogDocument, requestPolicy: "cache-first" });
  const fields = catalog?.catalog.find((one) => one.name === subject.kind)?.fields ?? [];
  const label = useLabel();
  const [{ data, error }, again] = useQuery({
    query: DOCUMENTS[subject.kind] as typeof DealHistoryDocument,
    variables: { id: subject.id, first: 100 },
    requestPolicy: "cache-and-network",
  });
  const changesOf = (entry: Entry) =>
    // What a record began with is what it shows: only later changes are told one by one.
    entry.action?.endsWith(".created") ? [] : readableChanges(entry.changes, fields, i18n.locale === "zh-CN");
  const record = data
    ? (Object.values(data).find((value) => value && typeof value === "object") as
        | { history: { nodes: Entry[] } }
        | undefined)
    : undefined;
  if (error && !data)
    return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (!data) return <SkeletonRows rows={5} />;
  const entries = record?.history.nodes ?? [];
  if (entries.length === 0) return <EmptyState icon={<ScrollTextIcon />} title={t`No changes recorded`} />;
  return (
    <ol className="flex flex-col divide-y divide-line">
      {entries.map((entry) => (
        <li key={entry.id} className="py-2.5 text-sm">
          <p>
            <span className="font-medium">{entry.actor?.name ?? t`System`}</span>{" "}
            <span className="text-ink-2">{label(ACTION, entry.action?.split(".").at(-1)?.toUpperCase())}</span>
            <span className="ml-2 text-ink-3 text-xs">{dateTime(entry.at)}</span>
          </p>
          <ul className="mt-1 flex flex-col gap-0.5">
            {changesOf(entry).map((change) => (
              <li key={change.key} className="break-words text-ink-2 text-xs">
                <span className="text-ink-3">{change.label}</span>{" "}
                {change.before !== "∅" && (
                  <>
                    <del className="text-ink-3">{change.before}</del> →{" "}
                  </>
                )}
                <ins className="no-underline">{change.after}</ins>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
