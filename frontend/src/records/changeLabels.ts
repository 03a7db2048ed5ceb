import { date, dateTime } from "../session/formats";
import type { CatalogEntry } from "./useCatalog";

type Shown = CatalogEntry["fields"][number];
type Field = Pick<Shown, "name" | "labelZh" | "labelEn" | "kind"> & {
  values: readonly Pick<Shown["values"][number], "value" | "labelZh" | "labelEn">[];
};
export type Change = { key: string; label: string; before: string; after: string };

/** Columns that say where a card lies or repeat another one: true, and of no interest. */
const DULL = new Set(["rank", "baseAmount", "version"]);

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The audit trail stores columns; the catalog knows which of them people see, and what they call them. */
export function readableChanges(
  changes: unknown,
  fields: readonly Field[],
  chinese: boolean,
  names: Record<string, string> = {},
): Change[] {
  if (!changes || typeof changes !== "object") return [];
  return Object.entries(changes as Record<string, unknown>).flatMap(([column, pair]): Change[] => {
    const name = camel(column);
    const field = fields.find((one) => one.name === name || `${one.name}Id` === name);
    if (!field || DULL.has(name) || !Array.isArray(pair)) return [];
    const label = chinese ? field.labelZh : field.labelEn;
    const show = (value: unknown): string => {
      if (value === null || value === undefined || value === "") return "∅";
      // A link is stored as a bare key; the server names those the reader may see.
      if (field.kind === "LINK") return names[String(value)] ?? "…";
      if (Array.isArray(value)) return value.map(show).join(", ") || "∅";
      if (typeof value === "boolean") return value ? "✓" : "✗";
      if (field.kind === "DATETIME") return dateTime(String(value));
      if (field.kind === "DATE") return date(String(value));
      if (field.kind === "JSON") return JSON.stringify(value);
      const known = field.values.find((one) => one.value === value);
      if (known) return chinese ? known.labelZh : known.labelEn;
      return names[String(value)] ?? String(value);
    };
    return [{ key: column, label, before: show(pair[0]), after: show(pair[1]) }];
  });
}
