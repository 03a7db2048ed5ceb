import { Trans, useLingui } from "@lingui/react/macro";
import { ScrollTextIcon } from "lucide-react";
import { useMemo, useState } from "react";
import type { Subject } from "../activities/subject";
import { date, dayOf, time } from "../session/formats";
import { useList } from "../sync/useList";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { useLabel } from "../ui/useLabel";
import { ActionText } from "./ActionText";
import { Changes } from "./Changes";
import { type Change, readableChanges } from "./changeLabels";
import { THIS } from "./labels";
import {
  AccountHistoryDocument,
  ContactHistoryDocument,
  ContractHistoryDocument,
  DealHistoryDocument,
  type DealHistoryQuery,
  LeadHistoryDocument,
} from "./records.gen";
import { useCatalog } from "./useCatalog";

type Entry = NonNullable<DealHistoryQuery["deal"]>["history"]["nodes"][number] & { readable: Change[] };

const DOCUMENTS = {
  deal: DealHistoryDocument,
  account: AccountHistoryDocument,
  contact: ContactHistoryDocument,
  contract: ContractHistoryDocument,
  lead: LeadHistoryDocument,
};
const EMPTY = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
const pick = (data: DealHistoryQuery) => {
  const record = Object.values(data).find((value) => value && typeof value === "object");
  return (record as DealHistoryQuery["deal"])?.history ?? EMPTY;
};
const EVERYTHING = "";

/** Who changed what and when, day by day, the old value beside the new. */
export function History({ subject }: { subject: Subject }) {
  const { t, i18n } = useLingui();
  const { catalog } = useCatalog();
  const fields = catalog?.find((one) => one.name === subject.kind)?.fields;
  const variables = useMemo(() => ({ id: subject.id }), [subject.id]);
  const list = useList(DOCUMENTS[subject.kind] as typeof DealHistoryDocument, variables, pick);
  const [person, setPerson] = useState(EVERYTHING);
  const [field, setField] = useState(EVERYTHING);
  const chinese = i18n.locale === "zh-CN";
  const entries = useMemo<Entry[]>(
    () =>
      list.rows.map((entry) => ({
        ...entry,
        // What a record began with is what it shows: only later changes are told one by one.
        readable: entry.action?.endsWith(".created")
          ? []
          : readableChanges(entry.changes, fields ?? [], chinese, entry.names as Record<string, string>),
      })),
    [list.rows, fields, chinese],
  );
  const system = t`System`;
  const people = options(entries.map((one) => [one.actor?.id ?? "system", one.actor?.name ?? system]));
  const changed = options(entries.flatMap((one) => one.readable.map((change) => [change.key, change.label])));
  const shown = entries
    .filter((one) => !person || (one.actor?.id ?? "system") === person)
    .map((one) => (field ? { ...one, readable: one.readable.filter((change) => change.key === field) } : one))
    .filter((one) => !field || one.readable.length > 0);

  if (list.problem) return <ErrorState problem={list.problem} onRetry={list.retry} />;
  if (list.loading || !fields) return <SkeletonRows rows={5} />;
  if (entries.length === 0) return <EmptyState icon={<ScrollTextIcon />} title={t`No changes recorded`} />;
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-2 sm:flex sm:max-w-md">
        <Select
          label={t`Changed by`}
          value={person}
          options={[{ value: EVERYTHING, label: t`Everybody` }, ...people]}
          onChange={setPerson}
        />
        <Select
          label={t`Changed field`}
          value={field}
          options={[{ value: EVERYTHING, label: t`Every field` }, ...changed]}
          onChange={setField}
        />
      </div>
      {shown.length === 0 && <EmptyState icon={<ScrollTextIcon />} title={t`Nothing fits these filters`} />}
      {byDay(shown).map(([day, ofDay]) => (
        <section key={day} aria-label={date(day, "long")}>
          <h3 className="sticky top-0 bg-surface py-1 font-medium text-ink-2 text-xs">{date(day, "long")}</h3>
          <ol className="flex flex-col divide-y divide-line">
            {ofDay.map((entry) => (
              <EntryLine key={entry.id} entry={entry} kind={subject.kind} />
            ))}
          </ol>
        </section>
      ))}
      {list.hasMore && (
        <Button look="ghost" busy={list.loadingMore} onClick={list.loadMore}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </div>
  );
}

function EntryLine({ entry, kind }: { entry: Entry; kind: Subject["kind"] }) {
  const { t } = useLingui();
  const label = useLabel();
  const name = entry.actor?.name ?? t`System`;
  return (
    <li className="flex items-start gap-2.5 py-2.5">
      <Avatar name={name} />
      <div className="min-w-0 flex-1">
        <p className="text-sm">
          <span className="font-medium">{name}</span>{" "}
          <span className="text-ink-2">
            <ActionText action={entry.action} what={label(THIS, kind)} />
          </span>
          {entry.at && <span className="tnum ml-2 text-ink-3 text-xs">{time(entry.at)}</span>}
        </p>
        <Changes changes={entry.readable} />
      </div>
    </li>
  );
}

/** Each key once, in the order of its first appearance. */
function options(pairs: string[][]): { value: string; label: string }[] {
  return [...new Map(pairs as [string, string][])].map(([value, label]) => ({ value, label }));
}

function byDay(entries: readonly Entry[]): [string, Entry[]][] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at ?? undefined);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}
