import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { EmptyState } from "./EmptyState";
import { ErrorState } from "./ErrorState";
import { ListTable, type Sort, type TableColumn } from "./ListTable";
import { Page } from "./Page";
import { SkeletonRows } from "./Skeleton";

type List<R> = {
  rows: readonly R[];
  problem: { kind: string; title: string; detail?: string } | null;
  loading: boolean;
  loadingMore: boolean;
  hasMore: boolean;
  total?: number;
  capped: boolean;
  loadMore: () => void;
  retry: () => void;
};

type Props<R> = {
  title: string;
  list: List<R>;
  columns: readonly TableColumn<R>[];
  compact: (row: R) => ReactNode;
  onOpen: (row: R) => void;
  sort: Sort;
  onSort: (sort: Sort) => void;
  actions?: ReactNode;
  toolbar?: ReactNode;
  filtered: boolean;
  empty: { icon: ReactNode; title: string; text: string; action?: ReactNode };
};

/** A page that is one list, with its loading, empty, filtered-to-nothing and broken states. */
export function ListPage<R extends { id: string }>({ title, list, empty, filtered, ...rest }: Props<R>) {
  const { t } = useLingui();
  const count = list.total === undefined ? null : `${list.total.toLocaleString()}${list.capped ? "+" : ""}`;
  return (
    <Page
      fill
      title={
        <>
          {title}
          {count !== null && <span className="tnum font-normal text-ink-3 text-sm">{count}</span>}
        </>
      }
      documentTitle={title}
      actions={rest.actions}
      toolbar={rest.toolbar}
    >
      {list.problem ? (
        <ErrorState problem={list.problem} onRetry={list.retry} />
      ) : list.loading ? (
        <SkeletonRows rows={12} />
      ) : list.rows.length === 0 ? (
        filtered ? (
          <EmptyState icon={empty.icon} title={t`Nothing fits these filters`}>
            {t`Try other words or remove a filter.`}
          </EmptyState>
        ) : (
          <EmptyState icon={empty.icon} title={empty.title} action={empty.action}>
            {empty.text}
          </EmptyState>
        )
      ) : (
        <ListTable
          label={title}
          rows={list.rows}
          columns={rest.columns}
          compact={rest.compact}
          onOpen={rest.onOpen}
          sort={rest.sort}
          onSort={rest.onSort}
          hasMore={list.hasMore}
          loadingMore={list.loadingMore}
          onMore={list.loadMore}
        />
      )}
    </Page>
  );
}
