import { date, dateTime, money, number } from "../session/formats";
import type { Field, Row, Shape } from "./shape";
import { titleField } from "./shape";

export type Linked = { id: string; name?: string; title?: string };
export type Amount = { amount: string; currency: string };

/** What a field of a row says, as text. */
export function textOf(shape: Shape, field: Field, row: Row): string {
  const value = row[field.name];
  if (value === null || value === undefined || value === "") return "—";
  switch (field.kind) {
    case "MONEY":
      return money((value as Amount).amount, (value as Amount).currency);
    case "DECIMAL":
    case "INT":
      return number(value as string | number);
    case "DATE":
      return date(value as string);
    case "DATETIME":
      return dateTime(value as string);
    case "ENUM":
      return shape.valueLabel(field, value as string);
    case "LINK":
      return (value as Linked)[titleField(field.target)] ?? "—";
    case "TAGS":
      return (value as string[]).map((one) => shape.valueLabel(field, one)).join(", ") || "—";
    case "BOOL":
      return value ? "✓" : "—";
    default:
      return String(value);
  }
}

const WIDTHS: Record<string, number> = {
  MONEY: 130,
  DECIMAL: 130,
  INT: 96,
  // The longest of both languages: 2027年12月28日 below 预计成交日期, Dec 28, 2027 below Expected close date.
  DATE: 168,
  DATETIME: 184,
  ENUM: 120,
  BOOL: 96,
  TAGS: 180,
  TEXT: 240,
};
export const widthOf = (field: Field | undefined) => (field && WIDTHS[field.kind]) || 160;
export const isNumber = (field: Field) => field.kind === "MONEY" || field.kind === "DECIMAL" || field.kind === "INT";
