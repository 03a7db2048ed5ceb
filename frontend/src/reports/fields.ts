import type { Edge, Field, Shapes } from "../lists/shape";
import type { Dimension, FunctionName, Grain, Measure, Shelf } from "./definition";
import { FUNCTIONS, GRAINS } from "./definition";

export type { Shapes } from "../lists/shape";
/** `edge`: the related records it is a field of; without a field it is their number. */
export type Found = { path: string; field?: Field; label: string; edge?: Edge };

/** The field a path leads to, with the names of the links on the way; undefined when it is not there (any more). */
export function fieldAt(shapes: Shapes, source: string, path: string): Found | undefined {
  const names: string[] = [];
  const parts = path.split(".");
  let shape = shapes.get(source);
  const edge = shape?.edge(parts[0] ?? "");
  if (shape && edge) {
    names.push(shape.edgeLabel(edge));
    shape = shapes.get(edge.target);
    parts.shift();
    if (parts[0] === "") return { path, label: names[0] ?? "", edge };
  }
  for (const [n, part] of parts.entries()) {
    const field = shape?.field(part);
    if (!shape || !field) return undefined;
    names.push(shape.label(part));
    if (n === parts.length - 1) return { path, field, label: names.join(" · "), edge };
    shape = field.target ? shapes.get(field.target) : undefined;
  }
  return undefined;
}

const DAYS = new Set(["DATE", "DATETIME"]);
const NUMBERS = new Set(["INT", "DECIMAL"]);
const GROUPED = new Set(["STRING", "ENUM", "BOOL", "LINK", "INT", ...DAYS]);
const MEASURABLE = new Set(["STRING", "ENUM", "LINK", "DATE", ...NUMBERS]);
/** What related records are made into, one number for each record they belong to. */
const WHOLES = new Set<FunctionName>(["SUM", "AVERAGE", "MIN", "MAX"]);

export const isReadable = (field: Field) => field.read !== "HIDDEN" && field.kind !== "TAGS" && field.kind !== "TEXT";
export const isDay = (field: Field) => DAYS.has(field.kind);
export const isNumeric = (field: Field) => NUMBERS.has(field.kind);

/** Whether a field may stand on a shelf; related records are measured only. */
export function fits({ field, edge }: Pick<Found, "field" | "edge">, shelf: Shelf): boolean {
  if (edge && shelf !== "measures") return false;
  if (!field) return !!edge;
  if (!isReadable(field) || (edge && !isNumeric(field))) return false;
  if (shelf === "measures") return MEASURABLE.has(field.kind);
  return (GROUPED.has(field.kind) && field.isGroupable) || field.kind === "DECIMAL";
}

export const grainsOf = (field: Field): readonly Grain[] =>
  field.kind === "DATE" ? GRAINS.filter((one) => one !== "HOUR") : GRAINS;

/** What can be made of a field; what is linked is never added up, as several records share it. */
export function functionsOf({ field, path, edge }: Found): readonly FunctionName[] {
  if (!field) return ["COUNT"];
  if (edge) return FUNCTIONS.filter((one) => WHOLES.has(one));
  if (!isNumeric(field)) return ["DISTINCT"];
  return path.includes(".") ? FUNCTIONS.filter((one) => one !== "SUM") : FUNCTIONS;
}

/** What a field becomes on the shelf it is put on. */
export function pieceOf(found: Found, shelf: Shelf): Dimension | Measure {
  const { field, path, edge } = found;
  if (edge) {
    const made: Measure = { function: functionsOf(found)[0] ?? "COUNT", of: edge.name };
    return field ? { ...made, field: path.slice(edge.name.length + 1) } : made;
  }
  if (shelf === "measures" || !field) return { function: functionsOf(found)[0] ?? "DISTINCT", field: path };
  if (isDay(field)) return { field: path, granularity: "MONTH" };
  return field.kind === "DECIMAL" ? { field: path, ranges: ["10000", "100000"] } : { field: path };
}
