import { useLingui } from "@lingui/react/macro";
import { ChevronDownIcon } from "lucide-react";
import { useState } from "react";
import type { Comparison, Control } from "../lists/conditions";
import type { Shape, Shapes } from "../lists/shape";
import { fieldOf, useConditionText } from "../lists/useConditionText";
import { useTitles } from "../lists/useTitles";
import { ControlPopover } from "./ControlPopover";
import { type Chosen, choose, nameOf, settled } from "./controls";

type Any = Control & { source?: string };
type Props = {
  controls: readonly Any[];
  chosen: Chosen;
  shapes: Shapes;
  /** What the controls are about that do not say it. */
  source?: string;
  onChoose: (chosen: Chosen | undefined) => void;
};

/** What readers may change of a report or a dashboard, each as a chip that says how it is set. */
export function ControlChips({ controls, chosen, shapes, source = "", onChoose }: Props) {
  const { t } = useLingui();
  const now = settled(controls, chosen);
  const titles = useTitles({ now });
  if (now.length === 0) return null;
  return (
    <ul aria-label={t`To be changed by readers`} className="flex min-w-0 max-w-full flex-wrap gap-1.5">
      {now.map((control, n) => {
        const shape = shapes.get(control.source ?? source);
        // A field that is gone, or not the reader's to filter by, is no choice.
        if (!shape || !fieldOf(shape, control.key)?.isFilterable) return null;
        return (
          <li key={nameOf(control)} className="min-w-0 max-w-full">
            <Chip
              control={control}
              start={controls[n]?.value}
              shape={shape}
              titles={titles}
              isSet={nameOf(control) in chosen}
              onSet={(value) => onChoose(choose(chosen, control, value))}
            />
          </li>
        );
      })}
    </ul>
  );
}

type ChipProps = {
  control: Any;
  start?: Comparison;
  shape: Shape;
  titles: ReadonlyMap<string, string>;
  isSet: boolean;
  onSet: (value: Comparison | null | undefined) => void;
};

function Chip({ control, start, shape, titles, isSet, onSet }: ChipProps) {
  const { t } = useLingui();
  const say = useConditionText(shape, titles);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const field = fieldOf(shape, control.key);
  if (!field) return null;
  const name = shape.label(field.name);
  const text = control.value
    ? say({ kind: "condition", key: control.key, comparison: control.value })
    : t`${name}: all`;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={!!anchor}
        onClick={(event) => setAnchor(event.currentTarget)}
        className={`flex min-h-7 max-w-full items-center gap-1 rounded-lg border px-2.5 text-xs coarse:min-h-11 coarse:text-sm ${
          isSet ? "border-accent text-accent-text" : "border-line-strong text-ink-2"
        }`}
      >
        <span className="truncate">{text}</span>
        <ChevronDownIcon className="size-3.5 shrink-0" aria-hidden />
      </button>
      {anchor && (
        <ControlPopover
          anchor={anchor}
          shape={shape}
          field={field}
          value={control.value}
          start={start}
          isSet={isSet}
          titles={titles}
          onSet={(value) => {
            onSet(value);
            setAnchor(null);
          }}
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  );
}
