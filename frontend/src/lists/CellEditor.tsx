import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { clockAt, instantAt } from "../session/days";
import { baseCurrency } from "../session/formats";
import type { Choice } from "../ui/Combobox";
import { splitTags } from "../ui/formFields";
import { DateInput, DateTimeInput, Input } from "../ui/Input";
import { MoneyInput } from "../ui/MoneyInput";
import { Pick } from "../ui/Pick";
import { Select } from "../ui/Select";
import { finderOf } from "./findLinked";
import { type Field, type Row, type Shape, titleField, whereKey } from "./shape";
import type { Edited } from "./useEditing";
import type { Amount, Linked } from "./values";

type Props = {
  shape: Shape;
  field: Field;
  row: Row;
  refused?: string;
  /** The new value, or null when nothing was changed; then the focus goes so many cells to the right. */
  onSave: (edited: Edited | null, step: number) => void;
  onGiveUp: () => void;
};

/** One value being edited in its place. Enter saves, Tab saves and goes on, Escape gives up, leaving saves. */
export function CellEditor({ shape, field, row, refused, onSave, onGiveUp }: Props) {
  const { t } = useLingui();
  const before = useMemo(() => textIn(field, row[field.name]), [field, row]);
  const [text, setText] = useState(before);
  const done = useRef(false);
  const label = shape.label(field.name);
  const currency = (row[field.name] as Amount | null)?.currency ?? baseCurrency();

  const finish = (edited: Edited | null, step: number) => {
    if (done.current) return;
    done.current = true;
    onSave(edited, step);
  };
  const finishText = (step: number) => finish(text === before ? null : editedText(field, text, currency), step);
  const giveUp = () => {
    done.current = true;
    onGiveUp();
  };
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      giveUp();
    } else if (event.key === "Enter") {
      event.preventDefault();
      finishText(0);
    } else if (event.key === "Tab") {
      event.preventDefault();
      finishText(event.shiftKey ? -1 : 1);
    }
  };
  const plain = {
    "aria-label": label,
    "aria-invalid": refused ? true : undefined,
    autoFocus: true,
    value: text,
    onKeyDown: keys,
    onBlur: () => finishText(0),
    className: "h-9 w-full",
  };
  switch (field.kind) {
    case "ENUM":
    case "BOOL": {
      const options =
        field.kind === "BOOL"
          ? [
              { value: "true", label: t`Yes` },
              { value: "false", label: t`No` },
            ]
          : field.values
              .filter((one) => one.isOffered || one.value === before)
              .map((one) => ({ value: one.value, label: shape.valueLabel(field, one.value) }));
      return (
        <div className="w-full" onKeyDown={(event) => escapes(event, giveUp)}>
          <Select
            label={label}
            defaultOpen
            options={options}
            value={text || null}
            onChange={(value) => finish(value === before ? null : editedText(field, value, currency), 0)}
          />
        </div>
      );
    }
    case "LINK":
      return (
        <div
          className="w-full"
          onKeyDown={(event) => escapes(event, giveUp)}
          onBlur={(event) => leaves(event) && giveUp()}
        >
          <LinkEditor field={field} label={label} row={row} onPick={(edited) => finish(edited, 0)} />
        </div>
      );
    case "DATE":
      return <DateInput {...plain} onChange={(event) => setText(event.target.value)} />;
    case "DATETIME":
      // Wider than most columns, and it says whose time it is below.
      return (
        <div className="absolute top-0 right-0 z-10 min-w-60 rounded-lg bg-raised p-1 shadow-float">
          <DateTimeInput {...plain} onChange={(event) => setText(event.target.value)} />
        </div>
      );
    case "MONEY":
    case "DECIMAL":
    case "INT":
      return (
        <MoneyInput
          {...plain}
          unit={field.kind === "MONEY" ? currency : undefined}
          decimals={field.kind === "INT" ? 0 : 2}
          onChange={setText}
        />
      );
    default:
      return (
        <Input
          {...plain}
          maxLength={field.maxLength ?? undefined}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setText(event.target.value)}
        />
      );
  }
}

function escapes(event: KeyboardEvent, giveUp: () => void) {
  event.stopPropagation();
  if (event.key !== "Escape") return;
  event.preventDefault();
  giveUp();
}

/** The focus went elsewhere, and not into the list of choices, which hangs outside of the cell. */
const leaves = (event: React.FocusEvent) =>
  event.relatedTarget !== null &&
  !event.currentTarget.contains(event.relatedTarget) &&
  !(event.relatedTarget as HTMLElement).closest("[role=listbox],[role=dialog],[role=presentation]");

type LinkProps = { field: Field; label: string; row: Row; onPick: (edited: Edited | null) => void };

function LinkEditor({ field, label, row, onPick }: LinkProps) {
  const find = useMemo(() => finderOf(field.target), [field.target]);
  const title = titleField(field.target);
  const linked = row[field.name] as Linked | null;
  const value = linked ? { value: linked.id, label: linked[title] ?? "" } : null;
  const pick = (choice: Choice | null) =>
    onPick({
      input: { [whereKey(field)]: choice?.value ?? null },
      looks: choice ? { id: choice.value, [title]: choice.label } : null,
    });
  return <Pick aria-label={label} autoFocus value={value} find={find} onChange={pick} />;
}

function textIn(field: Field, value: unknown): string {
  if (value === null || value === undefined) return "";
  switch (field.kind) {
    case "MONEY":
      return (value as Amount).amount.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
    case "TAGS":
      return (value as string[]).join(", ");
    case "DATETIME":
      return clockAt(String(value));
    default:
      return String(value);
  }
}

function editedText(field: Field, text: string, currency: string): Edited {
  const given = text.trim();
  const made = ((): unknown => {
    switch (field.kind) {
      case "TAGS":
        return splitTags(given);
      case "BOOL":
        return given === "true";
      case "MONEY":
        return given ? { amount: given, currency } : null;
      case "INT":
        return given ? Number(given) : null;
      case "DATETIME":
        return given ? instantAt(given) : null;
      default:
        return given || null;
    }
  })();
  return { input: { [field.name]: made }, looks: made };
}
