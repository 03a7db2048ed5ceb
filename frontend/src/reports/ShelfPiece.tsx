import { useLingui } from "@lingui/react/macro";
import { ChevronDownIcon, FilterIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { choice, Menu, type MenuEntry } from "../ui/Menu";
import {
  type Definition,
  type Dimension,
  type Measure,
  moved,
  pathOf,
  pieces,
  SHELVES,
  SHOWS,
  type Shelf,
} from "./definition";
import { fieldAt, fits, functionsOf, grainsOf, isDay, isNumeric, pieceOf, type Shapes } from "./fields";
import { FUNCTION, GRAIN, SHELF, SHOW } from "./labels";
import { type DialogKind, PieceDialog } from "./PieceDialog";
import { RecordBuckets } from "./RecordBuckets";
import { usePieceText } from "./usePieceText";

const FilterDialog = lazy(() => import("../lists/FilterDialog").then((module) => ({ default: module.FilterDialog })));

type Props = {
  shelf: Shelf;
  index: number;
  piece: Dimension | Measure;
  shapes: Shapes;
  definition: Definition;
  onChange: (definition: Definition) => void;
};

const isMeasure = (piece: Dimension | Measure): piece is Measure => "function" in piece;

/** One field on a shelf: it is dragged as a whole, and its menu says how it is grouped or reckoned. */
export function ShelfPiece({ shelf, index, piece, shapes, definition, onChange }: Props) {
  const { t, i18n } = useLingui();
  const say = usePieceText(shapes, definition.source);
  const [dialog, setDialog] = useState<DialogKind | "filter" | "records" | null>(null);
  const list = pieces(definition, shelf);
  const text = say(piece, index);
  const path = pathOf(piece);
  const found = path ? fieldAt(shapes, definition.source, path) : undefined;
  // What only some of are counted: the report's own records, or related ones.
  const shape = shapes.get(found?.edge?.target ?? definition.source);
  const put = (next: readonly (Dimension | Measure)[]) => onChange({ ...definition, [shelf]: next });
  const set = (next: Dimension | Measure) => put(list.map((one, n) => (n === index ? next : one)));

  function entries(): MenuEntry[] {
    const made: MenuEntry[] = isMeasure(piece) ? measureEntries(piece) : dimensionEntries(piece);
    made.push({ kind: "separator" });
    for (const other of SHELVES) {
      if (other === shelf || !found || !fits(found, other)) continue;
      const moves = (): Definition => ({
        ...definition,
        [shelf]: list.filter((_, n) => n !== index),
        [other]: [
          ...pieces(definition, other),
          other !== "measures" && shelf !== "measures" ? piece : pieceOf(found, other),
        ],
      });
      const title = i18n._(SHELF[other]);
      made.push({ label: t`Move to ${title}`, onSelect: () => onChange(moves()) });
    }
    if (index > 0) made.push({ label: t`Move up`, onSelect: () => put(moved(list, index, index - 1)) });
    if (index < list.length - 1) made.push({ label: t`Move down`, onSelect: () => put(moved(list, index, index + 1)) });
    made.push({ label: t`Remove`, danger: true, onSelect: () => put(list.filter((_, n) => n !== index)) });
    return made;
  }

  function dimensionEntries(one: Dimension): MenuEntry[] {
    const field = found?.field;
    if (!field) return [];
    if (isDay(field)) {
      const options = grainsOf(field).map((value) => ({ value, label: i18n._(GRAIN[value]) }));
      return [
        { kind: "title", label: t`Grouped by` },
        choice(one.granularity ?? "MONTH", options, (granularity) => set({ field: one.field, granularity })),
      ];
    }
    const made: MenuEntry[] = [];
    if (isNumeric(field)) made.push({ label: t`Number ranges…`, onSelect: () => setDialog("ranges") });
    else if (field.kind === "LINK") made.push({ label: t`Put values together…`, onSelect: () => setDialog("records") });
    else if (field.kind === "STRING" || field.kind === "ENUM")
      made.push({ label: t`Put values together…`, onSelect: () => setDialog("buckets") });
    if ((one.ranges && field.kind === "INT") || one.buckets)
      made.push({ label: t`Every value by itself`, onSelect: () => set({ field: one.field }) });
    return made;
  }

  function measureEntries(one: Measure): MenuEntry[] {
    const made: MenuEntry[] = [];
    if (found?.field) {
      const options = functionsOf(found).map((value) => ({ value, label: i18n._(FUNCTION[value]) }));
      made.push(
        { kind: "title", label: t`Reckoned as` },
        choice(one.function, options, (next) => {
          const { percent: _, ...rest } = one;
          set({ ...rest, function: next, ...(next === "PERCENTILE" ? { percent: 90 } : {}) });
        }),
      );
    }
    made.push(
      { kind: "title", label: t`Shown as` },
      choice(
        one.show ?? "VALUE",
        SHOWS.map((value) => ({ value, label: i18n._(SHOW[value]) })),
        (show) => set({ ...one, show }),
      ),
      { kind: "separator" },
    );
    if (one.function === "PERCENTILE") made.push({ label: t`Which percentile…`, onSelect: () => setDialog("percent") });
    if (one.function === "FORMULA") made.push({ label: t`Change the formula…`, onSelect: () => setDialog("formula") });
    else made.push({ label: t`Only some records…`, onSelect: () => setDialog("filter") });
    made.push({ label: t`Rename…`, onSelect: () => setDialog("rename") });
    return made;
  }

  const hasFilter = isMeasure(piece) && !!piece.where && Object.keys(piece.where).length > 0;
  return (
    <li
      data-drag-item={`${shelf}:${index}`}
      className="flex h-8.5 cursor-grab touch-manipulation items-center gap-2 rounded-md bg-surface pl-2.5 text-sm shadow-lift coarse:h-11"
    >
      {shelf === "measures" && <span className="text-2xs text-ink-3">{String.fromCharCode(65 + index)}</span>}
      <span className="min-w-0 flex-1 truncate">{text}</span>
      {hasFilter && <FilterIcon className="size-3.5 shrink-0 text-accent-text" aria-label={t`Only some records`} />}
      <Menu
        label={text}
        entries={entries}
        trigger={
          <button
            type="button"
            aria-label={t`Options of ${text}`}
            className="grid size-8 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink coarse:size-11"
          >
            <ChevronDownIcon className="size-4" />
          </button>
        }
      />
      {dialog === "records" && found?.field && !isMeasure(piece) && (
        <RecordBuckets
          field={found.field}
          label={found.label}
          buckets={piece.buckets ?? []}
          onDone={(buckets) => set({ field: piece.field, ...(buckets.length > 0 ? { buckets } : {}) })}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog && dialog !== "filter" && dialog !== "records" && (
        <PieceDialog
          kind={dialog}
          shapes={shapes}
          definition={definition}
          index={index}
          piece={piece}
          onDone={set}
          onClose={() => setDialog(null)}
        />
      )}
      <Suspense>
        {dialog === "filter" && shape && isMeasure(piece) && (
          <FilterDialog
            shape={shape}
            filter={piece.where ?? {}}
            onApply={(where) => set({ ...piece, where: Object.keys(where).length > 0 ? where : undefined })}
            onClose={() => setDialog(null)}
          />
        )}
      </Suspense>
    </li>
  );
}
