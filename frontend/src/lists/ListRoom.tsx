import { useLingui } from "@lingui/react/macro";
import { ArrowDownUpIcon, Columns3Icon, InfoIcon, ListChecksIcon } from "lucide-react";
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from "react";
import { BulkBar } from "../bulk/BulkBar";
import { useSelection } from "../bulk/useSelection";
import { howMany, money } from "../session/formats";
import { useCan } from "../session/viewer";
import { problemOf } from "../sync/problems";
import { useList } from "../sync/useList";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { SearchInput } from "../ui/Input";
import { Menu } from "../ui/Menu";
import { Page } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { useListSearch } from "../ui/useListSearch";
import { same } from "../views/definition";
import { ViewSwitcher } from "../views/ViewSwitcher";
import { ConflictDialog } from "./ConflictDialog";
import { type ListData, type ListPage, type ListVariables, listDocument } from "./document";
import { FilterButton } from "./FilterButton";
import { FilterChips } from "./FilterChips";
import type { ListKind, ListTexts } from "./kinds";
import { ListGrid, useWide } from "./ListGrid";
import { ListMenu } from "./ListMenu";
import { orderName, type Row, type Shape, useShape } from "./shape";
import { useAddress } from "./useAddress";
import { useEditing } from "./useEditing";
import { useListState } from "./useListState";

const FilterDialog = lazy(() => import("./FilterDialog").then((module) => ({ default: module.FilterDialog })));
const ColumnsDialog = lazy(() => import("./ColumnsDialog").then((module) => ({ default: module.ColumnsDialog })));

const VoidedRoom = lazy(() => import("./VoidedRoom").then((module) => ({ default: module.VoidedRoom })));
/** Kinds whose voided records are kept in a list of their own. */
const KEPT = new Set<ListKind["object"]>(["account", "contact", "deal", "contract", "lead"]);
const PLAIN = { view: undefined, f: undefined, q: undefined, sort: undefined, cols: undefined };

type Props = {
  kind: ListKind;
  texts: ListTexts;
  onOpen: (row: Row) => void;
  create?: ReactNode;
};

/** A page that is one list of records, made from the catalog: columns, filter, sort, views, editing in place. */
export function ListRoom(props: Props) {
  const { shape, error, again } = useShape(props.kind.object);
  const { search } = useAddress(props.kind.object);
  const { title } = props.texts;
  if (shape && search.voided) return <VoidedRoom kind={props.kind} texts={props.texts} shape={shape} />;
  if (shape) return <Room key={shape.name} {...props} shape={shape} />;
  return (
    <Page fill title={title}>
      {error ? <ErrorState problem={problemOf(error)} onRetry={again} /> : <SkeletonRows rows={12} />}
    </Page>
  );
}

const pick = (data: ListData) => data.list;

function Room({ kind, texts, onOpen, create, shape }: Props & { shape: Shape }) {
  const { t, i18n } = useLingui();
  const { search, onSearch } = useAddress(kind.object);
  const [dialog, setDialog] = useState<"filter" | "columns" | null>(null);
  const write = useCallback((q: string | undefined) => onSearch({ q }, true), [onSearch]);
  const [text, setText] = useListSearch(search.q, write);
  const state = useListState(kind, shape, search, onSearch);
  const { columns, filter, sort } = state;
  const names = columns.map((one) => one.field).join(" ");
  const document = useMemo(
    () => listDocument(shape, names.split(" "), kind.needs, kind.sums),
    [shape, names, kind.needs, kind.sums],
  );
  const variables = useMemo(
    () => ({ where: filter, search: search.q ?? null, orderBy: sort }),
    [filter, search.q, sort],
  );
  const list = useList<ListData, ListVariables, Row, ListPage>(document, variables, pick);
  const editing = useEditing(shape);
  const wide = useWide();
  const mayBulk = useCan("bulk.run") && !kind.isSingle && (wide || !kind.narrow);
  const [choosing, setChoosing] = useState(false);
  const chosen = useSelection(list.rows, JSON.stringify([filter, search.q]));
  const marked = chosen.everything || chosen.ids.length > 0;
  const filtered = !!search.q || !same({ filter }, { filter: kind.filter });
  const count = howMany(list);
  const untouched = !search.view && !search.f && !search.q && !search.sort && !search.cols;
  const plain = texts.title;
  const ready = (kind.ready ?? []).map((one) => ({
    label: i18n._(one.label),
    isOn: !search.view && same({ filter }, { filter: one.filter }),
    onSelect: () => onSearch({ view: undefined, f: one.filter, q: undefined }),
  }));

  return (
    <Page
      fill
      title={
        <>
          <ViewSwitcher
            object={kind.view}
            title={texts.title}
            current={state.current}
            viewId={search.view}
            untouched={untouched}
            ready={ready}
            onApply={state.apply}
          />
          {count && <span className="tnum font-normal text-ink-3 text-sm">{count}</span>}
        </>
      }
      documentTitle={plain}
      actions={create}
      toolbar={
        <>
          <SearchInput className="min-w-28 flex-1 sm:max-w-72" label={texts.search} value={text} onChange={setText} />
          <FilterButton filter={filter} onOpen={() => setDialog("filter")} />
          {!wide && <SortMenu shape={shape} sort={sort} onSort={(field) => state.onSort(field, false)} />}
          {wide && (
            <Button icon={<Columns3Icon />} onClick={() => setDialog("columns")}>
              {t({ message: "Columns", context: "of a list" })}
            </Button>
          )}
          {mayBulk && !wide && (
            <Button
              icon={<ListChecksIcon />}
              aria-label={t`Choose several`}
              aria-pressed={choosing}
              className={choosing ? "border-accent! text-accent-text!" : ""}
              onClick={() => {
                if (choosing) chosen.clear();
                setChoosing(!choosing);
              }}
            />
          )}
          <ListMenu
            shape={shape}
            columns={names.split(" ")}
            where={filter}
            search={search.q}
            orderBy={sort}
            count={count}
            onChanged={list.retry}
            onVoided={KEPT.has(kind.object) ? () => onSearch({ ...PLAIN, voided: true }) : undefined}
          />
          <FilterChips shape={shape} filter={filter} onChange={state.setFilter} onOpen={() => setDialog("filter")} />
        </>
      }
    >
      {state.dropped.length > 0 && <Dropped names={state.dropped.map(shape.label)} />}
      {list.problem ? (
        <ErrorState problem={list.problem} onRetry={list.retry} />
      ) : list.loading ? (
        <SkeletonRows rows={12} />
      ) : list.rows.length === 0 ? (
        filtered ? (
          <EmptyState
            icon={texts.icon}
            title={t`Nothing fits these filters`}
            action={<Button onClick={() => onSearch({ f: {}, q: undefined })}>{t`Remove all filters`}</Button>}
          >
            {t`Try other words or remove a filter.`}
          </EmptyState>
        ) : (
          <EmptyState icon={texts.icon} title={texts.empty.title} action={create}>
            {texts.empty.text}
          </EmptyState>
        )
      ) : (
        <>
          {kind.narrow && !wide ? (
            <div className="scrollbar-thin relative min-h-0 flex-1 overflow-y-auto overscroll-contain p-3">
              {kind.narrow(list.rows)}
              {list.hasMore && (
                <Button look="ghost" className="mt-3 w-full" busy={list.loadingMore} onClick={list.loadMore}>
                  {t`Show more`}
                </Button>
              )}
            </div>
          ) : (
            <ListGrid
              label={texts.title}
              shape={shape}
              rows={list.rows}
              columns={columns}
              cells={kind.cells}
              compact={kind.compact}
              onOpen={onOpen}
              sort={sort}
              onSort={state.onSort}
              onWidth={state.onWidth}
              editing={editing}
              hasMore={list.hasMore}
              loadingMore={list.loadingMore}
              onMore={list.loadMore}
              selection={mayBulk && (wide || choosing) ? chosen.selection : undefined}
            />
          )}
          {mayBulk && marked ? (
            <BulkBar
              shape={shape}
              chosen={chosen}
              loaded={list.rows.length}
              total={count}
              filter={filter}
              search={search.q}
              onChanged={list.retry}
            />
          ) : (
            <Totals shape={shape} count={count} page={list.head} />
          )}
        </>
      )}
      <Suspense>
        {dialog === "filter" && (
          <FilterDialog shape={shape} filter={filter} onApply={state.setFilter} onClose={() => setDialog(null)} />
        )}
        {dialog === "columns" && (
          <ColumnsDialog
            shape={shape}
            columns={columns}
            standard={state.standard}
            onApply={state.setColumns}
            onClose={() => setDialog(null)}
          />
        )}
      </Suspense>
      {editing.conflict && <ConflictDialog shape={shape} conflict={editing.conflict} onSettle={editing.settle} />}
    </Page>
  );
}

function Dropped({ names }: { names: string[] }) {
  const { t } = useLingui();
  const list = names.join(", ");
  return (
    <p className="flex items-center gap-2 border-line border-b bg-warn-soft px-4 py-2 text-sm text-warn md:px-6">
      <InfoIcon className="size-4 shrink-0" />
      {t`This view uses fields you may not read. They were left out: ${list}`}
    </p>
  );
}

/** Headings sort on wide screens; a phone has this menu. */
function SortMenu(props: { shape: Shape; sort: { field: string; direction: string }[]; onSort: (f: string) => void }) {
  const { t } = useLingui();
  const [now] = props.sort;
  return (
    <Menu
      label={t`Sort`}
      entries={() =>
        props.shape.fields
          .filter((one) => one.isSortable)
          .map((one) => {
            const mark = now?.field === orderName(one.name) ? (now.direction === "DESC" ? " ↓" : " ↑") : "";
            return { label: props.shape.label(one.name) + mark, onSelect: () => props.onSort(orderName(one.name)) };
          })
      }
      trigger={<Button icon={<ArrowDownUpIcon />} aria-label={t`Sort`} />}
    />
  );
}

function Totals({ shape, count, page }: { shape: Shape; count: string; page: ListPage | null }) {
  const { t } = useLingui();
  const sums = Object.entries(page?.aggregate?.sum ?? {}).filter(
    ([name, sum]) => name !== "__typename" && sum !== null,
  );
  return (
    <footer className="flex h-9 shrink-0 items-center gap-4 border-line border-t bg-surface px-4 text-ink-2 text-xs md:px-6">
      <span className="tnum shrink-0">{t`${count} in total`}</span>
      {sums.map(([name, sum]) => (
        <span key={name} className="tnum truncate max-md:nth-[n+3]:hidden">
          {shape.label(name)} Σ <strong className="font-medium text-ink">{money(sum)}</strong>
        </span>
      ))}
    </footer>
  );
}
