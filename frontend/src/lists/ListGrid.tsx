import { useLingui } from "@lingui/react/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Spinner } from "../ui/Button";
import type { ViewDefinition } from "../views/definition";
import type { Column } from "./address";
import { GridCell } from "./GridCell";
import { GridHead } from "./GridHead";
import type { Row, Shape } from "./shape";
import type { Editing } from "./useEditing";
import { widthOf } from "./values";

export type Selection = {
  has: (id: string) => boolean;
  toggle: (id: string, through: boolean) => void;
  all: boolean | "some";
  toggleAll: () => void;
};

export type Cells = Record<string, (row: Row) => ReactNode>;

type Props = {
  label: string;
  shape: Shape;
  rows: readonly Row[];
  columns: readonly Column[];
  cells: Cells;
  /** The same row for a narrow screen: two lines. */
  compact: (row: Row) => ReactNode;
  onOpen: (row: Row) => void;
  sort: NonNullable<ViewDefinition["sort"]>;
  onSort: (field: string, add: boolean) => void;
  onWidth: (field: string, width: number, final: boolean) => void;
  editing: Editing;
  selection?: Selection;
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
};

const ROW = 44;
const COMPACT = 72;
export const CHECK = 44;

/** A list of records: a grid on wide screens, two-line rows on narrow ones; only what is visible is in the page. */
export function ListGrid({ shape, rows, columns, cells, compact, onOpen, editing, selection, onMore, ...rest }: Props) {
  const { t } = useLingui();
  const scroller = useRef<HTMLDivElement>(null);
  const wide = useWide();
  const [spot, setSpot] = useState({ row: 0, column: 0 });
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
    if (hasMore && !loadingMore && last >= rows.length - 10) onMore();
  }, [hasMore, loadingMore, last, rows.length, onMore]);

  const go = (row: number, column: number) => {
    const next = {
      row: Math.max(0, Math.min(rows.length - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, column)),
    };
    setSpot(next);
    virtual.scrollToIndex(next.row);
    const find = () => scroller.current?.querySelector<HTMLElement>(`[data-cell="${next.row}:${next.column}"]`);
    // At once where it is drawn already: the next key may come before the next frame, and is meant for it.
    const there = find();
    if (there) there.focus();
    else requestAnimationFrame(() => (find() ?? scroller.current)?.focus());
  };

  const tracks = columns.map((column, index) => {
    const width = column.width ?? (index === 0 ? 260 : widthOf(shape.field(column.field)));
    return index === 0 ? `minmax(${width}px, 1fr)` : `${width}px`;
  });
  const template = { gridTemplateColumns: [...(selection ? [`${CHECK}px`] : []), ...tracks].join(" ") };

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={rest.label}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      aria-colcount={columns.length}
      className="scrollbar-thin relative min-h-0 flex-1 overflow-auto bg-surface"
    >
      {wide && (
        <GridHead
          shape={shape}
          columns={columns}
          template={template}
          sort={rest.sort}
          onSort={rest.onSort}
          onWidth={rest.onWidth}
          selection={selection}
        />
      )}
      <div role="rowgroup" className="relative min-w-fit" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const chosen = selection?.has(row.id) ?? false;
          return (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={selection ? chosen : undefined}
              className="absolute inset-x-0 top-0 border-line border-b hover:bg-hover aria-selected:bg-accent-soft"
              style={{ height: wide ? ROW : COMPACT, transform: `translateY(${item.start}px)` }}
            >
              {wide ? (
                <div role="presentation" className="grid h-full items-stretch px-3 text-sm" style={template}>
                  {selection && <CheckCell row={row} chosen={chosen} selection={selection} />}
                  {columns.map((column, index) => (
                    <GridCell
                      key={column.field}
                      shape={shape}
                      row={row}
                      name={column.field}
                      place={`${item.index}:${index}`}
                      content={cells[column.field]}
                      editing={editing}
                      isSpot={spot.row === item.index && spot.column === index}
                      onSpot={() => setSpot({ row: item.index, column: index })}
                      onGo={(down, right) => go(item.index + down, index + right)}
                      onOpen={() => onOpen(row)}
                      onToggle={selection && (() => selection.toggle(row.id, false))}
                    />
                  ))}
                </div>
              ) : (
                <div role="presentation" className="flex h-full items-center">
                  {selection && <CheckCell row={row} chosen={chosen} selection={selection} />}
                  <div
                    role="gridcell"
                    tabIndex={0}
                    className="-outline-offset-2 flex h-full min-w-0 flex-1 flex-col justify-center gap-0.5 px-4"
                    onClick={(event) =>
                      !(event.target as HTMLElement).closest("a,button,[role=checkbox]") && onOpen(row)
                    }
                    onKeyDown={(event) => event.key === "Enter" && event.target === event.currentTarget && onOpen(row)}
                  >
                    {compact(row)}
                  </div>
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

function CheckCell({ row, chosen, selection }: { row: Row; chosen: boolean; selection: Selection }) {
  const { t } = useLingui();
  const name = String(row.name ?? row.title ?? "");
  return (
    <div role="gridcell" className="grid w-11 shrink-0 place-items-center">
      <input
        type="checkbox"
        className="size-4 accent-accent coarse:size-5"
        aria-label={t`Select ${name}`}
        checked={chosen}
        onChange={() => undefined}
        onClick={(event) => selection.toggle(row.id, event.shiftKey)}
      />
    </div>
  );
}

const WIDE = "(min-width: 768px)";

/** Whether the screen has room for a table; a turned tablet changes its mind. */
export function useWide() {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const media = matchMedia(WIDE);
    const told = () => setWide(media.matches);
    media.addEventListener("change", told);
    return () => media.removeEventListener("change", told);
  }, []);
  return wide;
}
