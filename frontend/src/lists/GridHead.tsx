import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { ArrowDownIcon, ArrowUpIcon } from "lucide-react";
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import type { ViewDefinition } from "../views/definition";
import type { Column } from "./address";
import type { Selection } from "./ListGrid";
import { orderName, type Shape } from "./shape";
import { isNumber } from "./values";

type Props = {
  shape: Shape;
  columns: readonly Column[];
  template: CSSProperties;
  sort: NonNullable<ViewDefinition["sort"]>;
  onSort: (field: string, add: boolean) => void;
  /** `final` when the edge was let go. */
  onWidth: (field: string, width: number, final: boolean) => void;
  selection?: Selection;
};

/** The names of the columns: a press sorts, with Shift it sorts within; the right edge changes the width. */
export function GridHead({ shape, columns, template, sort, onSort, onWidth, selection }: Props) {
  const { t } = useLingui();
  return (
    <div role="rowgroup" className="sticky top-0 z-10 min-w-fit border-line border-b bg-surface">
      <div role="row" className="grid h-9 items-stretch px-3" style={template}>
        {selection && (
          <div role="columnheader" className="grid place-items-center">
            <AllBox selection={selection} />
          </div>
        )}
        {columns.map((column, index) => {
          const field = shape.field(column.field);
          const name = orderName(column.field);
          const active = sort.find((one) => one.field === name);
          const label = shape.label(column.field);
          return (
            <div
              key={column.field}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={active ? (active.direction === "DESC" ? "descending" : "ascending") : undefined}
              className={clsx(
                "relative flex min-w-0 items-center px-3.5 font-medium text-ink-3 text-xs",
                field && isNumber(field) && "justify-end",
              )}
            >
              {field?.isSortable ? (
                <button
                  type="button"
                  className={clsx(
                    "inline-flex min-h-6 min-w-6 max-w-full items-center gap-1 rounded hover:text-ink",
                    active && "text-ink",
                  )}
                  onClick={(event) => onSort(name, event.shiftKey)}
                >
                  <span className="truncate">{label}</span>
                  {active &&
                    (active.direction === "DESC" ? (
                      <ArrowDownIcon className="size-3 shrink-0" />
                    ) : (
                      <ArrowUpIcon className="size-3 shrink-0" />
                    ))}
                </button>
              ) : (
                <span className="truncate">{label}</span>
              )}
              <Edge label={t`Width of ${label}`} onWidth={(width, final) => onWidth(column.field, width, final)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function AllBox({ selection }: { selection: Selection }) {
  const { t } = useLingui();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = selection.all === "some";
  }, [selection.all]);
  return (
    <input
      ref={box}
      type="checkbox"
      className="size-4 accent-accent coarse:size-5"
      aria-label={t`Select all that are loaded`}
      checked={selection.all === true}
      onChange={selection.toggleAll}
    />
  );
}

const clamp = (width: number) => Math.round(Math.max(60, Math.min(800, width)));

/** The right edge of a heading: pulled by the pointer, or moved by the arrow keys. */
function Edge({ label, onWidth }: { label: string; onWidth: (width: number, final: boolean) => void }) {
  const widthNow = (edge: Element) => edge.parentElement?.getBoundingClientRect().width ?? 160;
  const pull = (event: PointerEvent<HTMLElement>) => {
    const edge = event.currentTarget;
    const from = event.clientX;
    const before = widthNow(edge);
    edge.setPointerCapture(event.pointerId);
    let width = clamp(before);
    const move = (moved: globalThis.PointerEvent) => {
      width = clamp(before + moved.clientX - from);
      onWidth(width, false);
    };
    const end = () => {
      edge.removeEventListener("pointermove", move);
      onWidth(width, true);
    };
    edge.addEventListener("pointermove", move);
    edge.addEventListener("lostpointercapture", end, { once: true });
    event.preventDefault();
  };
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === "ArrowRight" ? 16 : event.key === "ArrowLeft" ? -16 : 0;
    if (!step) return;
    event.preventDefault();
    onWidth(clamp(widthNow(event.currentTarget) + step), true);
  };
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onPointerDown={pull}
      onKeyDown={keys}
      className="-right-1 absolute inset-y-1.5 w-2 cursor-col-resize touch-none rounded hover:bg-line-strong"
    />
  );
}
