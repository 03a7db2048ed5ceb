import { useLingui } from "@lingui/react/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import { clsx } from "clsx";
import { ArrowDownIcon, ArrowUpIcon } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Spinner } from "./Button";

export type TableColumn<R> = {
  key: string;
  label: string;
  width: string;
  /** The name the server sorts by; without it the column cannot be sorted. */
  sort?: string;
  align?: "right";
  cell: (row: R) => ReactNode;
};

export type Sort = { field: string; descending: boolean };

type Props<R> = {
  label: string;
  rows: readonly R[];
  columns: readonly TableColumn<R>[];
  /** The same row for a narrow screen: two lines. */
  compact: (row: R) => ReactNode;
  onOpen: (row: R) => void;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  hasMore?: boolean;
  loadingMore?: boolean;
  onMore?: () => void;
};

const WIDE = "(min-width: 768px)";
const ROW = 44;
const COMPACT = 72;

/** A list of records: a sortable grid on wide screens, two-line rows on narrow ones; only what is visible is in the page. */
export function ListTable<R extends { id: string }>({
  rows,
  columns,
  compact,
  onOpen,
  sort,
  onSort,
  onMore,
  ...rest
}: Props<R>) {
  const { t } = useLingui();
  const scroller = useRef<HTMLDivElement>(null);
  const wide = typeof matchMedia === "undefined" || matchMedia(WIDE).matches;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (wide ? ROW : COMPACT),
    overscan: 8,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const { hasMore, loadingMore } = rest;
  useEffect(() => {
    if (hasMore && !loadingMore && last >= rows.length - 10) onMore?.();
  }, [hasMore, loadingMore, last, rows.length, onMore]);

  const template = { gridTemplateColumns: columns.map((column) => column.width).join(" ") };
  const keys = (event: KeyboardEvent<HTMLElement>, row: R) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "Enter") onOpen(row);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const next = Number(event.currentTarget.dataset.index) + step;
    virtual.scrollToIndex(Math.max(0, Math.min(rows.length - 1, next)));
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };

  return (
    <div
      ref={scroller}
      role="table"
      aria-label={rest.label}
      aria-rowcount={rest.hasMore ? -1 : rows.length + 1}
      className="scrollbar-thin min-h-0 flex-1 overflow-auto bg-surface"
    >
      <div role="rowgroup" className="sticky top-0 z-10 hidden min-w-fit border-line border-b bg-surface md:block">
        <div role="row" className="grid h-9 items-center gap-3 px-6" style={template}>
          {columns.map((column) => {
            const active = sort && column.sort === sort.field;
            const direction = active ? (sort.descending ? "descending" : "ascending") : undefined;
            return (
              <div
                key={column.key}
                role="columnheader"
                aria-sort={direction}
                className={clsx("min-w-0 font-medium text-ink-3 text-xs", column.align === "right" && "text-right")}
              >
                {column.sort && onSort ? (
                  <button
                    type="button"
                    className={clsx(
                      "inline-flex max-w-full items-center gap-1 rounded hover:text-ink",
                      active && "text-ink",
                    )}
                    onClick={() => onSort({ field: column.sort ?? "", descending: active ? !sort.descending : false })}
                  >
                    <span className="truncate">{column.label}</span>
                    {active &&
                      (sort.descending ? <ArrowDownIcon className="size-3" /> : <ArrowUpIcon className="size-3" />)}
                  </button>
                ) : (
                  column.label
                )}
              </div>
            );
          })}
        </div>
      </div>
      <div role="rowgroup" className="relative min-w-fit" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div
              key={item.key}
              role="row"
              tabIndex={item.index === 0 ? 0 : -1}
              aria-rowindex={item.index + 2}
              data-index={item.index}
              onClick={(event) => !(event.target as HTMLElement).closest("a,button,[role=checkbox]") && onOpen(row)}
              onKeyDown={(event) => keys(event, row)}
              className="-outline-offset-2 absolute inset-x-0 top-0 cursor-pointer border-line border-b hover:bg-hover"
              style={{ height: wide ? ROW : COMPACT, transform: `translateY(${item.start}px)` }}
            >
              {wide ? (
                <div role="presentation" className="grid h-full items-center gap-3 px-6 text-sm" style={template}>
                  {columns.map((column) => (
                    <div
                      key={column.key}
                      role="cell"
                      className={clsx("min-w-0 truncate", column.align === "right" && "tnum text-right")}
                    >
                      {column.cell(row)}
                    </div>
                  ))}
                </div>
              ) : (
                <div role="cell" className="flex h-full flex-col justify-center gap-0.5 px-4">
                  {compact(row)}
                </div>
              )}
            </div>
          );
        })}
      </div>
      {loadingMore && (
        <div className="flex justify-center py-4 text-ink-3" role="status" aria-label={t`Loading…`}>
          <Spinner />
        </div>
      )}
    </div>
  );
}
