import { clsx } from "clsx";
import { type ClipboardEvent, type KeyboardEvent, useState } from "react";
import { number } from "../session/formats";
import { numberIn } from "./cells";

type Props = {
  value: number | null;
  changed: boolean;
  disabled: boolean;
  label: string;
  at: string;
  onSet: (value: number | null) => void;
  onBlock: (text: string) => void;
};

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Brings the focus to a neighbour in the sheet, past cells that may not be set. */
function move(from: HTMLElement, down: number, right: number) {
  const sheet = from.closest("table");
  let [line = 0, month = 0] = (from.dataset.at ?? "").split(" ").map(Number);
  for (;;) {
    line += down;
    month += right;
    const next = sheet?.querySelector<HTMLInputElement>(`[data-at="${line} ${month}"]`);
    if (!next) return;
    if (!next.disabled) return next.focus();
  }
}

/** One target: typed over as in a sheet; arrows and Enter go on, a copied block is put in from here. */
export function Cell({ value, changed, disabled, label, at, onSet, onBlock }: Props) {
  const [text, setText] = useState<string | null>(null);
  const wrong = text !== null && numberIn(text) === undefined;
  const done = () => {
    const read = text === null ? undefined : numberIn(text);
    if (read !== undefined && read !== value) onSet(read);
    setText(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const input = event.currentTarget;
    if (event.key === "Escape" && text !== null) {
      event.preventDefault();
      setText(null);
      return;
    }
    if (event.key === "Enter") {
      event.preventDefault();
      done();
      return move(input, event.shiftKey ? -1 : 1, 0);
    }
    const step = STEPS[event.key];
    if (!step || event.altKey || event.metaKey || event.ctrlKey || event.shiftKey) return;
    // While a number is being typed, left and right stay within it until its end.
    const inside = text !== null && step[1] !== 0 && input.selectionStart === input.selectionEnd;
    const end = step[1] > 0 ? input.value.length : 0;
    if (inside && input.selectionStart !== end) return;
    event.preventDefault();
    done();
    move(input, ...step);
  };
  const onPaste = (event: ClipboardEvent) => {
    const block = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(block)) return;
    event.preventDefault();
    setText(null);
    onBlock(block);
  };
  return (
    <input
      data-at={at}
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      aria-invalid={wrong || undefined}
      disabled={disabled}
      className={clsx("control tnum w-full text-right", changed && "bg-accent-soft")}
      style={{ minWidth: "5.6em" }}
      value={text ?? (value === null ? "" : number(value))}
      placeholder="–"
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={done}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
    />
  );
}
