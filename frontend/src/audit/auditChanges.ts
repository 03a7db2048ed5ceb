import { type Change, readableChanges } from "../records/changeLabels";

type Fields = Parameters<typeof readableChanges>[1];

/** Every change of an entry: in the catalog's words where it knows the field, otherwise as it was recorded. */
export function auditChanges(
  changes: unknown,
  fields: Fields,
  chinese: boolean,
  names: Record<string, string>,
): Change[] {
  if (!changes || typeof changes !== "object") return [];
  const known = readableChanges(changes, fields, chinese, names);
  const told = new Set(known.map((one) => one.key));
  const columns = new Set(fields.flatMap((one) => [one.name, `${one.name}Id`]));
  const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const show = (value: unknown): string => {
    if (value === null || value === undefined || value === "") return "∅";
    if (Array.isArray(value)) return value.map(show).join(", ") || "∅";
    return typeof value === "object" ? JSON.stringify(value) : (names[String(value)] ?? String(value));
  };
  const others = Object.entries(changes as Record<string, unknown>)
    .filter(([key]) => !told.has(key) && !columns.has(camel(key)))
    .map(([key, value]) => {
      const pair = Array.isArray(value) && value.length === 2 ? value : [null, value];
      return { key, label: key, before: show(pair[0]), after: show(pair[1]) };
    });
  return [...known, ...others];
}
