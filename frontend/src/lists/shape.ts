import { useLingui } from "@lingui/react";
import { useMemo } from "react";
import { type CatalogEntry as Entry, renewCatalog, useCatalog } from "../records/useCatalog";

export type Field = Entry["fields"][number];
export type Edge = Entry["edges"][number];
export type Row = { id: string; version: number; [field: string]: unknown };

/** Columns that are true and of no interest to a reader of lists. */
const DULL = new Set(["version", "rank"]);

/** One kind of record as the server's catalog describes it to this viewer, with labels in their language. */
export type Shape = {
  name: string;
  typeName: string;
  /** What people call one of them. */
  title: string;
  listField: string;
  actions: readonly string[];
  fields: readonly Field[];
  field: (name: string) => Field | undefined;
  label: (name: string) => string;
  valueLabel: (field: Field, value: string) => string;
  /** The records that belong to one, such as the deals of an account. */
  edges: readonly Edge[];
  edge: (name: string) => Edge | undefined;
  edgeLabel: (edge: Edge) => string;
};
export type Shapes = ReadonlyMap<string, Shape>;

export function shapeOf(entry: Entry, chinese: boolean): Shape {
  const fields = entry.fields.filter((one) => one.kind !== "JSON" && !DULL.has(one.name));
  const known = new Map(fields.map((one) => [one.name, one]));
  return {
    ...entry,
    title: chinese ? entry.labelZh : entry.labelEn,
    fields,
    field: (name) => known.get(name),
    label: (name) => {
      const field = entry.fields.find((one) => one.name === name);
      return field ? (chinese ? field.labelZh : field.labelEn) : name;
    },
    valueLabel: (field, value) => {
      const found = field.values.find((one) => one.value === value);
      return found ? (chinese ? found.labelZh : found.labelEn) : value;
    },
    edge: (name) => entry.edges.find((one) => one.name === name),
    edgeLabel: (edge) => (chinese ? edge.labelZh : edge.labelEn),
  };
}

/** One kind of record, when the catalog is here. */
export function useShape(object: string) {
  const { i18n } = useLingui();
  const { catalog, error } = useCatalog();
  const chinese = i18n.locale.startsWith("zh");
  const shape = useMemo(() => {
    const entry = catalog?.find((one) => one.name === object);
    return entry ? shapeOf(entry, chinese) : null;
  }, [catalog, object, chinese]);
  return { shape, error, again: renewCatalog };
}

/** What is worth a column: a set of ids is for filters only. */
export const isShown = (field: Field) => field.read !== "HIDDEN" && !(field.kind === "TAGS" && field.target);

/** What names a linked record. */
export const titleField = (target: string | null) => (target === "task" ? "title" : "name");

/** The name the server sorts a field by. */
export const orderName = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** The key of a field in `where`: a link is compared by its id. */
export const whereKey = (field: Field) => (field.kind === "LINK" ? `${field.name}Id` : field.name);
