import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import { CellEditor } from "./CellEditor";
import type { Row, Shape } from "./shape";
import type { Editing } from "./useEditing";
import { isNumber, textOf } from "./values";

type Props = {
  shape: Shape;
  row: Row;
  name: string;
  /** Where the cell is, as "row:column". */
  place: string;
  content?: (row: Row) => ReactNode;
  editing: Editing;
  isSpot: boolean;
  onSpot: () => void;
  onGo: (down: number, right: number) => void;
  onOpen: () => void;
  onToggle?: () => void;
};

const STEPS: Record<string, [number, number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** One value. Arrows go from cell to cell; Enter, F2 or a click edits what may be edited, and opens the record otherwise. */
export function GridCell({ shape, row, name, content, editing, ...rest }: Props) {
  const { t } = useLingui();
  const field = shape.field(name);
  if (!field) return null;
  const editable = editing.may(row, field);
  const open = editing.at?.id === row.id && editing.at.field === name;
  const refused = editing.refusals.get(`${row.id} ${name}`);

  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return;
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      rest.onGo(...step);
    } else if (event.key === "F2" || event.key === "Enter") {
      event.preventDefault();
      if (editable) editing.open(row.id, name);
      else if (event.key === "Enter") rest.onOpen();
    } else if (event.key === " " && rest.onToggle) {
      event.preventDefault();
      rest.onToggle();
    }
  };
  const click = (event: MouseEvent<HTMLElement>) => {
    if (open || (event.target as HTMLElement).closest("a,button,input,[role=checkbox]")) return;
    rest.onSpot();
    if (editable) editing.open(row.id, name);
    else rest.onOpen();
  };
  const shown = editing.shown(row, field);

  return (
    <div
      role="gridcell"
      data-cell={rest.place}
      tabIndex={rest.isSpot && !open ? 0 : -1}
      aria-invalid={refused ? true : undefined}
      title={refused}
      onFocus={(event) => event.target === event.currentTarget && rest.onSpot()}
      onKeyDown={keys}
      onClick={click}
      className={clsx(
        "-outline-offset-2 relative flex min-w-0 items-center px-3.5",
        isNumber(field) && "tnum justify-end text-right",
        editable ? "cursor-text" : "cursor-pointer",
        refused && "bg-danger-soft",
      )}
    >
      {open ? (
        <CellEditor
          shape={shape}
          field={field}
          row={row}
          refused={refused}
          onSave={(value, step) => {
            void editing.save(row, field, value);
            rest.onGo(0, step);
          }}
          onGiveUp={() => {
            editing.close();
            rest.onGo(0, 0);
          }}
        />
      ) : (
        // A long name's link leaves room beside it to click on, to edit.
        <span className="min-w-0 max-w-full truncate has-[a]:pe-3 [&_a]:inline-block [&_a]:max-w-full [&_a]:truncate [&_a]:py-0.5 [&_a]:align-middle">
          {content ? content(shown) : textOf(shape, field, shown)}
        </span>
      )}
      {refused && !open && (
        <button
          type="button"
          className="ml-1 shrink-0 text-danger text-xs underline"
          onClick={() => editing.open(row.id, name)}
          aria-label={t`Not saved: ${refused}`}
        >
          {t`Not saved`}
        </button>
      )}
    </div>
  );
}
