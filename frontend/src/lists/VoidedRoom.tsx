import { useLingui } from "@lingui/react/macro";
import { ArchiveIcon, ArrowLeftIcon } from "lucide-react";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { ChosenBar } from "../bulk/ChosenBar";
import { useSelection } from "../bulk/useSelection";
import { howMany, relative } from "../session/formats";
import { useCan } from "../session/viewer";
import { useList } from "../sync/useList";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { SearchInput } from "../ui/Input";
import { Page } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { useListSearch } from "../ui/useListSearch";
import { type ListData, type ListPage, type ListVariables, listDocument } from "./document";
import type { ListKind, ListTexts } from "./kinds";
import { ListGrid } from "./ListGrid";
import { RestoreDialog } from "./RestoreDialog";
import type { Row, Shape } from "./shape";
import { useAddress } from "./useAddress";
import { useEditing } from "./useEditing";

const BulkDialog = lazy(() => import("../bulk/BulkDialog").then((module) => ({ default: module.BulkDialog })));

/** How one reaches a person is not shown of what is gone. */
const CONTACT_DATA = new Set(["mobile", "phone", "email", "wechat"]);
const NEWEST = [{ field: "UPDATED_AT", direction: "DESC" as const }];
const NOTHING = {};
const pick = (data: ListData) => data.list;

type Props = { kind: ListKind; texts: ListTexts; shape: Shape };

/** The records of one kind that were voided, the last one first: looked through, and brought back one by one or many at once. */
export function VoidedRoom({ kind, texts, shape }: Props) {
  const { t } = useLingui();
  const { search, onSearch } = useAddress(kind.object);
  const write = useCallback((q: string | undefined) => onSearch({ q }, true), [onSearch]);
  const [text, setText] = useListSearch(search.q, write);
  const [restoring, setRestoring] = useState<Row | "chosen" | null>(null);
  const [sort, setSort] = useState<ListVariables["orderBy"]>(NEWEST);
  const [columns, setColumns] = useState(() =>
    [...kind.columns.filter((name) => name !== "updatedAt" && !CONTACT_DATA.has(name)), "updatedAt"]
      .filter((name) => shape.field(name) && shape.field(name)?.read !== "HIDDEN")
      .map((field) => ({ field, width: undefined as number | undefined })),
  );
  const names = columns.map((one) => one.field).join(" ");
  const document = useMemo(
    () => listDocument(shape, names.split(" "), kind.needs, [], true),
    [shape, names, kind.needs],
  );
  const variables = useMemo(() => ({ where: NOTHING, search: search.q ?? null, orderBy: sort }), [search.q, sort]);
  const list = useList<ListData, ListVariables, Row, ListPage>(document, variables, pick);
  const editing = useEditing(null);
  const mayBulk = useCan("bulk.run");
  const chosen = useSelection(list.rows, search.q ?? "");
  const marked = chosen.everything || chosen.ids.length > 0;
  const count = howMany(list);
  const cells = useMemo(
    () => ({
      ...kind.cells,
      // It has no page while it is voided.
      name: (row: Row) => <span className="truncate font-medium">{String(row.name)}</span>,
      updatedAt: (row: Row) => <span className="text-ink-2">{relative(String(row.updatedAt))}</span>,
    }),
    [kind.cells],
  );

  return (
    <Page
      fill
      title={
        <>
          {texts.title} <Badge tone="warn">{t`Voided`}</Badge>
          <span className="tnum font-normal text-ink-3 text-sm">{count}</span>
        </>
      }
      documentTitle={texts.title}
      actions={
        <Button icon={<ArrowLeftIcon />} onClick={() => onSearch({ voided: undefined, q: undefined })}>
          {t`Back to the list`}
        </Button>
      }
      toolbar={
        <SearchInput className="min-w-28 flex-1 sm:max-w-72" label={texts.search} value={text} onChange={setText} />
      }
    >
      {list.problem ? (
        <ErrorState problem={list.problem} onRetry={list.retry} />
      ) : list.loading ? (
        <SkeletonRows rows={12} />
      ) : list.rows.length === 0 ? (
        <EmptyState icon={<ArchiveIcon />} title={search.q ? t`Nothing fits these filters` : t`Nothing is voided`}>
          {search.q ? t`Try other words or remove a filter.` : t`What is voided waits here, to be brought back.`}
        </EmptyState>
      ) : (
        <>
          <ListGrid
            label={texts.title}
            shape={shape}
            rows={list.rows}
            columns={columns}
            cells={cells}
            compact={kind.compact}
            onOpen={setRestoring}
            sort={sort}
            onSort={(field) =>
              setSort(([now]) => [
                {
                  field,
                  direction: now?.field === field && now.direction === "ASC" ? ("DESC" as const) : ("ASC" as const),
                },
              ])
            }
            onWidth={(field, width) =>
              setColumns((now) => now.map((one) => (one.field === field ? { field, width } : one)))
            }
            editing={editing}
            hasMore={list.hasMore}
            loadingMore={list.loadingMore}
            onMore={list.loadMore}
            selection={mayBulk ? chosen.selection : undefined}
          />
          {marked && (
            <ChosenBar chosen={chosen} loaded={list.rows.length} total={count}>
              <Button look="primary" onClick={() => setRestoring("chosen")}>
                {t`Restore`}
              </Button>
            </ChosenBar>
          )}
        </>
      )}
      {restoring && restoring !== "chosen" && (
        <RestoreDialog shape={shape} row={restoring} onClose={() => setRestoring(null)} />
      )}
      <Suspense>
        {restoring === "chosen" && (
          <BulkDialog
            shape={shape}
            action="RESTORE"
            meant={chosen.everything ? { filter: NOTHING, search: search.q, voided: true } : { recordIds: chosen.ids }}
            onClose={() => setRestoring(null)}
            onChanged={list.retry}
            onDone={() => {
              setRestoring(null);
              chosen.clear();
            }}
          />
        )}
      </Suspense>
    </Page>
  );
}
