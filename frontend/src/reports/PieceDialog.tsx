import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Input, Textarea } from "../ui/Input";
import { type Definition, type Dimension, type Measure, pathOf } from "./definition";
import { fieldAt, type Shapes } from "./fields";
import { bucketLines, bucketsOf, rangesOf } from "./groups";
import { usePieceText } from "./usePieceText";

export type DialogKind = "rename" | "formula" | "percent" | "ranges" | "buckets";

type Props = {
  kind: DialogKind;
  shapes: Shapes;
  definition: Definition;
  index: number;
  piece: Dimension | Measure;
  onDone: (piece: Dimension | Measure) => void;
  onClose: () => void;
};

/** What cannot be chosen from a menu: a name, a formula, a percentile, the borders of ranges, values that count as one. */
export function PieceDialog({ kind, shapes, definition, index, piece, onDone, onClose }: Props) {
  const { t } = useLingui();
  const say = usePieceText(shapes, definition.source);
  const path = pathOf(piece);
  const found = path ? fieldAt(shapes, definition.source, path) : undefined;
  const shape = shapes.get(definition.source);
  const nameOf = (value: string) => (found?.field && shape ? shape.valueLabel(found.field, value) : value);
  const [name, setName] = useState("label" in piece ? (piece.label ?? "") : "");
  const [text, setText] = useState(() => startOf(kind, piece, nameOf));
  const [isShare, setShare] = useState("isPercent" in piece ? !!piece.isPercent : false);
  const earlier = definition.measures.slice(0, index);
  const titles = {
    rename: t`Rename`,
    formula: t`Formula`,
    percent: t`Percentile`,
    ranges: t`Number ranges`,
    buckets: t`Put values together`,
  };
  const made = madeOf();

  function madeOf(): Dimension | Measure | null {
    if (kind === "rename") return { ...(piece as Measure), label: name.trim() || undefined, isPercent: isShare };
    if (kind === "percent")
      return /^[1-9]\d?$/.test(text.trim()) ? { ...(piece as Measure), percent: Number(text) } : null;
    if (kind === "formula") {
      const fine = /^[A-Ha-h0-9+\-*/(). ]+$/.test(text.trim());
      return fine
        ? { ...(piece as Measure), formula: text.trim(), label: name.trim() || undefined, isPercent: isShare }
        : null;
    }
    if (kind === "ranges") {
      const ranges = rangesOf(text);
      return ranges ? { field: piece.field ?? "", ranges } : null;
    }
    const values = new Map(found?.field?.values.map((one) => [nameOf(one.value), one.value]) ?? []);
    const buckets = bucketsOf(text, values);
    return buckets ? { field: piece.field ?? "", buckets } : null;
  }

  return (
    <Dialog
      open
      width="sm"
      title={titles[kind]}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            look="primary"
            disabled={!made}
            onClick={() => {
              if (made) onDone(made);
              onClose();
            }}
          >{t`Apply`}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {(kind === "rename" || kind === "formula") && (
          <Field label={t`Name`}>
            <Input value={name} maxLength={60} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          </Field>
        )}
        {kind === "formula" && (
          <>
            <Field
              label={t`Formula`}
              hint={t`With + − × ÷ as + - * / and brackets, such as B / A. A division by zero stays empty.`}
            >
              <Input
                value={text}
                maxLength={200}
                autoComplete="off"
                onChange={(event) => setText(event.target.value)}
              />
            </Field>
            <ul className="text-ink-2 text-sm">
              {earlier.map((one, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a measure is known by its letter
                <li key={n}>
                  <b className="font-medium">{String.fromCharCode(65 + n)}</b> {say(one, n)}
                </li>
              ))}
            </ul>
          </>
        )}
        {(kind === "rename" || kind === "formula") && (
          <Checkbox checked={isShare} onChange={setShare}>{t`Show as a percentage`}</Checkbox>
        )}
        {kind === "percent" && (
          <Field label={t`Percentile`} hint={t`From 1 to 99: 50 is the median, 90 what nine of ten stay below.`}>
            <Input type="number" min={1} max={99} value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
        )}
        {kind === "ranges" && (
          <Field label={t`Borders`} hint={t`Ascending, with commas between them: 10000, 50000, 100000`}>
            <Input value={text} autoComplete="off" onChange={(event) => setText(event.target.value)} />
          </Field>
        )}
        {kind === "buckets" && (
          <Field label={t`One group per line`} hint={t`Name: value, value. What no line names is “the rest”.`}>
            <Textarea rows={6} value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
        )}
      </div>
    </Dialog>
  );
}

function startOf(kind: DialogKind, piece: Dimension | Measure, nameOf: (value: string) => string): string {
  if (kind === "formula" && "formula" in piece) return piece.formula ?? "";
  if ("function" in piece) return kind === "percent" ? String(piece.percent ?? 90) : "";
  if (kind === "ranges") return (piece.ranges ?? ["10000", "50000", "100000"]).join(", ");
  return bucketLines(piece.buckets ?? [], nameOf);
}
