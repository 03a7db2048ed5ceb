import type { Field, Shape } from "../lists/shape";
import type { Dimension, FunctionName, Grain, Measure, Shelf } from "./definition";
import { FUNCTIONS, GRAINS } from "./definition";

export type Shapes = ReadonlyMap<string, Shape>;
export type Found = { path: string; field: Field; label: string };

/** The field a path leads to, with the names of the links on the way; undefined when it is not there (any more). */
export function fieldAt(shapes: Shapes, source: string, path: string): Found | undefined {
  const names: string[] = [];
  let shape = shapes.get(source);
  const parts = path.split(".");
  for (const [n, part] of parts.entries()) {
    const field = shape?.field(part);
    if (!shape || !field) return undefined;
    names.push(shape.label(part));
    if (n === parts.length - 1) return { path, field, label: names.join(" · ") };
    shape = field.target ? shapes.get(field.target) : undefined;
  }
  return undefined;
}

const DAYS = new Set(["DATE", "DATETIME"]);
const NUMBERS = new Set(["INT", "DECIMAL"]);
const GROUPED = new Set(["STRING", "ENUM", "BOOL", "LINK", "INT", ...DAYS]);
const MEASURABLE = new Set(["STRING", "ENUM", "LINK", "DATE", ...NUMBERS]);

export const isReadable = (field: Field) => field.read !== "HIDDEN" && field.kind !== "TAGS" && field.kind !== "TEXT";
export const isDay = (field: Field) => DAYS.has(field.kind);
export const isNumeric = (field: Field) => NUMBERS.has(field.kind);

/** Whether a field may stand on a shelf. */
export function fits(field: Field, shelf: Shelf): boolean {
  if (!isReadable(field)) return false;
  if (shelf === "measures") return MEASURABLE.has(field.kind);
  return (GROUPED.has(field.kind) && field.isGroupable) || field.kind === "DECIMAL";
}

export const grainsOf = (field: Field): readonly Grain[] =>
  field.kind === "DATE" ? GRAINS.filter((one) => one !== "HOUR") : GRAINS;

/** What can be made of a field; what is linked is never added up, as several records share it. */
export function functionsOf(field: Field, path: string): readonly FunctionName[] {
  if (!isNumeric(field)) return ["DISTINCT"];
  return path.includes(".") ? FUNCTIONS.filter((one) => one !== "SUM") : FUNCTIONS;
}

/** What a field becomes on the shelf it is put on. */
export function pieceOf({ field, path }: Found, shelf: Shelf): Dimension | Measure {
  if (shelf === "measures") return { function: functionsOf(field, path)[0] ?? "DISTINCT", field: path };
  if (isDay(field)) return { field: path, granularity: "MONTH" };
  return field.kind === "DECIMAL" ? { field: path, ranges: ["10000", "100000"] } : { field: path };
}
