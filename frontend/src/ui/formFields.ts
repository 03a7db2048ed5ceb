import { clockAt, instantAt } from "../session/days";
import type { Choice } from "./Combobox";
import type { Option } from "./Select";

type Base = { name: string; label: string; required?: boolean; hint?: string; wide?: boolean; disabled?: boolean };

/** One field of a form, as data; what it accepts, how it looks and what is sent follow from its kind. */
export type FieldSpec = Base &
  (
    | { kind: "text" | "area" | "email" | "tel" | "url"; max?: number }
    | { kind: "money"; currency: string }
    | { kind: "number"; decimals?: number; min?: number; maxValue?: number; unit?: string }
    | { kind: "date" | "datetime" | "check" | "tags" }
    | { kind: "select" | "choices"; options: readonly Option[] }
    | { kind: "pick"; find: (text: string) => Promise<readonly Choice[]> }
  );

export type FieldValue = string | boolean | Choice | null;
export type FormValues = Record<string, FieldValue>;

/** What a record holds, as a form shows it. */
export function toForm(fields: readonly FieldSpec[], record: Record<string, unknown>): FormValues {
  return Object.fromEntries(
    fields.map((field): [string, FieldValue] => {
      const value = record[field.name];
      switch (field.kind) {
        case "check":
          return [field.name, value === true];
        case "pick":
          return [field.name, (value as Choice | null | undefined) ?? null];
        case "money":
          return [field.name, plainDecimal((value as { amount?: string } | null | undefined)?.amount)];
        case "choices":
          return [field.name, ((value as string[] | null | undefined) ?? []).join(",")];
        case "tags":
          return [field.name, ((value as string[] | null | undefined) ?? []).join(", ")];
        case "datetime":
          return [field.name, value ? clockAt(String(value)) : ""];
        default:
          return [field.name, value === null || value === undefined ? "" : String(value)];
      }
    }),
  );
}

/** What is sent: empty becomes null, links become ids. With `only`, just those fields. */
export function toInput(
  fields: readonly FieldSpec[],
  values: FormValues,
  only?: ReadonlySet<string>,
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    if (only && !only.has(field.name)) continue;
    const value = values[field.name] ?? null;
    const text = typeof value === "string" ? value.trim() : "";
    switch (field.kind) {
      case "check":
        input[field.name] = value === true;
        break;
      case "pick":
        input[field.name] = (value as Choice | null)?.value ?? null;
        break;
      case "money":
        input[field.name] = text ? { amount: text, currency: field.currency } : null;
        break;
      case "number":
        input[field.name] = text === "" ? null : field.decimals ? text : Number(text);
        break;
      case "choices":
      case "tags":
        input[field.name] = splitTags(text);
        break;
      case "datetime":
        input[field.name] = text ? instantAt(text) : null;
        break;
      default:
        input[field.name] = text || null;
    }
  }
  return input;
}

export const splitTags = (text: string) => [
  ...new Set(
    text
      .split(/[,，、;；]/)
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

function plainDecimal(amount?: string) {
  return amount?.includes(".") ? amount.replace(/\.?0+$/, "") : (amount ?? "");
}
