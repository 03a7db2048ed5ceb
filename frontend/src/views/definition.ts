/** A filter as the server takes it in `where`; a view keeps it word for word. */
export type Where = { [key: string]: unknown };

/** What a list or board shows: everything about it except the rows, which are each viewer's own. */
export type ViewDefinition = {
  filter?: Where;
  search?: string;
  sort?: { field: string; direction: "ASC" | "DESC" }[];
  columns?: { field: string; width?: number }[];
  /** What only this screen understands, such as a board's pipeline. */
  params?: Record<string, string>;
};

/** The definition without its empty parts: that is how the server keeps it. */
export function tidy(definition: ViewDefinition): ViewDefinition {
  const kept = Object.entries(definition).filter(
    ([, part]) => part && (typeof part === "string" || Object.keys(part).length > 0),
  );
  return Object.fromEntries(kept);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]));
}

/** Whether two values are the same, in whatever order their parts stand. */
export const alike = (one: unknown, two: unknown) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(two));

/** Whether two definitions show the same. */
export const same = (one: ViewDefinition, two: ViewDefinition) => alike(tidy(one), tidy(two));
