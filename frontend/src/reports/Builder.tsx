import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { listsLayout } from "../drag/lists";
import { attachPointerDrag } from "../drag/pointer";
import { Select } from "../ui/Select";
import { BuilderOptions } from "./BuilderOptions";
import {
  blank,
  CHARTS,
  type Definition,
  type Dimension,
  type Measure,
  MOST,
  moved,
  pathOf,
  pieces,
  SHELVES,
  type Shelf,
  tidy,
} from "./definition";
import { FieldPalette } from "./FieldPalette";
import { fieldAt, fits, pieceOf, type Shapes } from "./fields";
import { CHART } from "./labels";
import { RelatedRecords } from "./RelatedRecords";
import { ShelfList } from "./ShelfList";
import { useSources } from "./useSources";

/** How high a piece on a shelf is, with its gap, for the drag engine. */
const PIECE = 40;
const GAP = 6;

type Props = { shapes: Shapes; definition: Definition; onChange: (definition: Definition) => void };

/** Builds a report: fields are dragged to rows, columns and values, or put there from their menus. */
export function Builder({ shapes, definition, onChange }: Props) {
  const { t, i18n } = useLingui();
  const root = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<string | null>(null);
  const latest = useRef({ shapes, definition, onChange });
  latest.current = { shapes, definition, onChange };
  const taken = useRef<string | null>(null);

  useEffect(() => {
    if (!root.current) return;
    return attachPointerDrag({
      root: root.current,
      layout: listsLayout({
        // The page scrolls, not the builder: what is carried to its edge takes it along.
        root: root.current.closest("main") ?? root.current,
        rowHeight: PIECE,
        padding: GAP,
        count: (list) => (isShelf(list) ? pieces(latest.current.definition, list).length : 0),
        placeOf: (item) => {
          taken.current = item;
          const [list = "", at = ""] = item.split(":");
          return { list, index: isShelf(list) ? Number(at) : 0 };
        },
        accepts: (list) => !isShelf(list) || mayGo(latest.current, taken.current ?? "", list),
      }),
      onLift: ({ item }) => setHeld(item),
      onDrop: ({ item }, place) => {
        setHeld(null);
        if (place) latest.current.onChange(dropped(latest.current, item, place.list, place.index));
      },
    });
  }, []);

  const add = (path: string, shelf: Shelf) => onChange(dropped(latest.current, `palette:${path}`, shelf, 99));
  const known = useSources();
  // What it is about stays named while the others are on their way.
  const sources = known.length > 0 ? known : [definition.source];
  return (
    <div ref={root} className="flex flex-col gap-4" data-dragging={held ? "" : undefined}>
      <div className="grid grid-cols-2 gap-2">
        <Select
          label={t`What the report is about`}
          value={definition.source}
          options={sources.map((one) => ({ value: one, label: shapes.get(one)?.title ?? one }))}
          onChange={(source) => source !== definition.source && onChange(blank(source))}
        />
        <Select
          label={t`Picture`}
          value={definition.chart ?? "TABLE"}
          options={CHARTS.map((one) => ({ value: one, label: i18n._(CHART[one]) }))}
          onChange={(chart) => onChange({ ...definition, chart })}
        />
      </div>
      <RelatedRecords shapes={shapes} definition={definition} onChange={(next) => onChange(tidy(next, definition))} />
      {SHELVES.map((shelf) => (
        <ShelfList
          key={shelf}
          shelf={shelf}
          shapes={shapes}
          definition={definition}
          isOpen={!!held && mayGo(latest.current, held, shelf)}
          onChange={(next) => onChange(tidy(next, definition))}
        />
      ))}
      <BuilderOptions shapes={shapes} definition={definition} onChange={onChange} />
      <FieldPalette shapes={shapes} definition={definition} onAdd={add} />
    </div>
  );
}

type Now = { shapes: Shapes; definition: Definition };
const isShelf = (list: string): list is Shelf => (SHELVES as readonly string[]).includes(list);

/** The field an item in the hand is about. */
function fieldOf({ shapes, definition }: Now, item: string) {
  const [list = "", at = ""] = item.split(":");
  const piece = isShelf(list) ? pieces(definition, list)[Number(at)] : undefined;
  const path = isShelf(list) ? piece && pathOf(piece) : at;
  return path ? fieldAt(shapes, definition.source, path) : undefined;
}

function mayGo(now: Now, item: string, shelf: Shelf): boolean {
  const [list = ""] = item.split(":");
  if (list === shelf) return true;
  const found = fieldOf(now, item);
  return !!found && fits(found, shelf) && pieces(now.definition, shelf).length < MOST[shelf];
}

/** The definition after an item was put somewhere; back to the fields means away. */
function dropped(now: Now, item: string, to: string, index: number): Definition {
  const { definition } = now;
  const [from = "", at = ""] = item.split(":");
  if (isShelf(from) && from === to) {
    return tidy({ ...definition, [from]: moved(pieces(definition, from), Number(at), index) }, definition);
  }
  const found = fieldOf(now, item);
  const next: Definition = isShelf(from)
    ? { ...definition, [from]: pieces(definition, from).filter((_, n) => n !== Number(at)) }
    : definition;
  if (!isShelf(to)) return tidy(next, definition);
  if (!found || !mayGo(now, item, to)) return definition;
  const old = isShelf(from) ? pieces(definition, from)[Number(at)] : undefined;
  // Between rows and columns a field keeps how it is grouped.
  const piece: Dimension | Measure = old && from !== "measures" && to !== "measures" ? old : pieceOf(found, to);
  const list = [...pieces(next, to)];
  list.splice(Math.min(index, list.length), 0, piece);
  return tidy({ ...next, [to]: list }, definition);
}
