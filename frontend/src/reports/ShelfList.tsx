import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { PlusIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/Button";
import { type Definition, type Dimension, type Measure, MOST, pieces, type Shelf } from "./definition";
import type { Shapes } from "./fields";
import { SHELF } from "./labels";
import { PieceDialog } from "./PieceDialog";
import { ShelfPiece } from "./ShelfPiece";

type Props = {
  shelf: Shelf;
  shapes: Shapes;
  definition: Definition;
  /** Whether what is in the hand may be put here. */
  isOpen: boolean;
  onChange: (definition: Definition) => void;
};

/** One shelf of the builder: the fields on it, in order. */
export function ShelfList({ shelf, shapes, definition, isOpen, onChange }: Props) {
  const { t, i18n } = useLingui();
  const [formula, setFormula] = useState(false);
  const list = pieces(definition, shelf);
  const title = i18n._(SHELF[shelf]);
  const put = (next: readonly (Dimension | Measure)[]) => onChange({ ...definition, [shelf]: next });
  const full = list.length >= MOST[shelf];
  return (
    <section aria-label={title}>
      <div className="mb-1 flex min-h-7 items-center justify-between">
        <h3 className="font-medium text-ink-2 text-xs">{title}</h3>
        {shelf === "measures" && !full && (
          <span className="flex gap-1">
            <Button look="ghost" size="sm" icon={<PlusIcon />} onClick={() => put([...list, { function: "COUNT" }])}>
              {t({ message: "Count", context: "measure" })}
            </Button>
            <Button look="ghost" size="sm" icon={<PlusIcon />} onClick={() => setFormula(true)}>
              {t`Formula`}
            </Button>
          </span>
        )}
      </div>
      <ul
        data-drop-list={shelf}
        className={clsx(
          "flex min-h-13 flex-col gap-1.5 rounded-lg border border-dashed p-1.5",
          isOpen ? "border-accent bg-accent-soft" : "border-line-strong",
        )}
      >
        {list.map((piece, index) => (
          <ShelfPiece
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece is known by its place; one field may stand twice
            key={index}
            shelf={shelf}
            index={index}
            piece={piece}
            shapes={shapes}
            definition={definition}
            onChange={onChange}
          />
        ))}
        {list.length === 0 && (
          <li className="grid min-h-9 place-items-center text-ink-3 text-xs">{t`Drag a field here`}</li>
        )}
      </ul>
      {formula && (
        <PieceDialog
          kind="formula"
          shapes={shapes}
          definition={definition}
          index={list.length}
          piece={{ function: "FORMULA", formula: "" }}
          onDone={(piece) => put([...list, piece])}
          onClose={() => setFormula(false)}
        />
      )}
    </section>
  );
}
