import { useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { dayBegins, dayEnds, lastDayBefore } from "../session/days";
import { dayOf, hourName, weekdayName } from "../session/formats";
import { Choices } from "../ui/Choices";
import type { Choice } from "../ui/Combobox";
import { splitTags } from "../ui/formFields";
import { DateInput, Input } from "../ui/Input";
import { MoneyInput } from "../ui/MoneyInput";
import { Pick } from "../ui/Pick";
import { Select } from "../ui/Select";
import type { Comparison } from "./conditions";
import { finderOf } from "./findLinked";
import { type Operator, PERIODS } from "./operators";
import type { Field, Shape } from "./shape";

type Props = {
  shape: Shape;
  field: Field;
  operator: Operator;
  comparison: Comparison;
  titles: ReadonlyMap<string, string>;
  onChange: (comparison: Comparison) => void;
};

/** What stands to the right of an operator. */
export function ValueInput({ shape, field, operator, comparison, titles, onChange }: Props) {
  const { t, i18n } = useLingui();
  const label = t`Value of ${shape.label(field.name)}`;
  const keys = Object.keys(operator.start);
  const set = (key: string, value: unknown) => onChange({ ...comparison, [key]: value });
  const first = keys[0] ?? "";
  const listed = (comparison[first] ?? []) as string[];
  switch (operator.input) {
    case "none":
      return null;
    case "period":
      return (
        <Select
          label={label}
          options={Object.entries(PERIODS).map(([value, name]) => ({ value, label: i18n._(name) }))}
          value={String(comparison.within ?? "")}
          onChange={(value) => set("within", value)}
        />
      );
    case "weekday":
    case "hour":
      return (
        <Select
          label={label}
          options={operator.input === "hour" ? HOURS : weekdays()}
          value={String(comparison[first] ?? "")}
          onChange={(value) => set(first, Number(value))}
        />
      );
    case "enum":
      return (
        <Choices
          aria-label={label}
          options={field.values.map((one) => ({ value: one.value, label: shape.valueLabel(field, one.value) }))}
          value={listed}
          onChange={(chosen) => set(first, chosen)}
        />
      );
    case "records":
      return <Records {...{ field, label, titles }} ids={listed} onChange={(ids) => set(first, ids)} />;
    case "tags":
      return <Tags label={label} value={listed} onChange={(tags) => set(first, tags)} />;
    case "number":
    case "numbers":
      return (
        <div className="flex items-center gap-2">
          {keys.map((key) => (
            <MoneyInput
              key={key}
              className="min-w-0 flex-1"
              aria-label={keys.length === 1 ? label : `${label} ${key === "gte" ? t`from` : t`to`}`}
              decimals={field.kind === "INT" ? 0 : 2}
              value={String(comparison[key] ?? "")}
              onChange={(value) =>
                set(key, value === "" || value === "-" ? "" : field.kind === "INT" ? Number(value) : value)
              }
            />
          ))}
        </div>
      );
    case "day":
    case "days":
      return (
        <div className="flex items-center gap-2">
          {keys.map((key) => (
            <DateInput
              key={key}
              aria-label={keys.length === 1 ? label : `${label} ${key === "gte" ? t`from` : t`to`}`}
              value={dayIn(field, key, comparison[key])}
              onChange={(event) => set(key, dayFor(field, key, event.target.value))}
            />
          ))}
        </div>
      );
    default:
      return (
        <Input
          aria-label={label}
          value={String(comparison[first] ?? "")}
          maxLength={200}
          onChange={(event) => set(first, event.target.value)}
        />
      );
  }
}

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourName(hour) }));
const weekdays = () => [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdayName(day, "long") }));

function dayIn(field: Field, key: string, value: unknown): string {
  if (typeof value !== "string" || !value) return "";
  if (field.kind === "DATE") return value;
  return key === "lt" ? lastDayBefore(value) : dayOf(value);
}

function dayFor(field: Field, key: string, day: string): string {
  if (!day || field.kind === "DATE") return day;
  return key === "lt" ? dayEnds(day) : dayBegins(day);
}

function Tags({ label, value, onChange }: { label: string; value: string[]; onChange: (tags: string[]) => void }) {
  const [text, setText] = useState(value.join(", "));
  return (
    <Input
      aria-label={label}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChange(splitTags(event.target.value));
      }}
    />
  );
}

type RecordsProps = {
  field: Field;
  label: string;
  ids: string[];
  titles: ReadonlyMap<string, string>;
  onChange: (ids: string[]) => void;
};

/** Records chosen by their names. */
export function Records({ field, label, ids, titles, onChange }: RecordsProps) {
  const { t } = useLingui();
  const find = useMemo(() => finderOf(field.target), [field.target]);
  const [added, setAdded] = useState<readonly Choice[]>([]);
  const nameOf = (id: string) => added.find((one) => one.value === id)?.label ?? titles.get(id) ?? "…";
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      <Pick
        aria-label={label}
        value={null}
        find={find}
        onChange={(one) => {
          if (!one || ids.includes(one.value)) return;
          setAdded((now) => [...now, one]);
          onChange([...ids, one.value]);
        }}
      />
      {ids.length > 0 && (
        <ul className="flex flex-wrap gap-1">
          {ids.map((id) => {
            const name = nameOf(id);
            return (
              <li key={id} className="flex items-center rounded-lg bg-hover pl-2 text-sm">
                {name}
                <button
                  type="button"
                  aria-label={t`Remove ${name}`}
                  onClick={() => onChange(ids.filter((one) => one !== id))}
                  className="grid size-7 place-items-center text-ink-3 hover:text-ink coarse:size-11"
                >
                  <XIcon className="size-3.5" />
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
