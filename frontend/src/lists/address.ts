import type { ViewDefinition, Where } from "../views/definition";

/** What the address of a list says; what is missing is as the list comes. */
export type ListSearch = { view?: string; f?: Where; q?: string; sort?: string; cols?: string; voided?: true };
export type Column = { field: string; width?: number };

const text = (value: unknown) =>
  typeof value === "string" && value ? value : typeof value === "number" ? String(value) : undefined;

export function listSearch(search: Record<string, unknown>): ListSearch {
  const filter = search.f;
  return {
    view: text(search.view),
    f: filter && typeof filter === "object" && !Array.isArray(filter) ? (filter as Where) : undefined,
    q: text(search.q),
    sort: text(search.sort),
    cols: text(search.cols),
    voided: search.voided === true || undefined,
  };
}

/** "name.240,owner" */
export const writeColumns = (columns: readonly Column[]) =>
  columns.map((one) => (one.width ? `${one.field}.${one.width}` : one.field)).join(",");

export function readColumns(written: string | undefined): Column[] {
  return (written ?? "").split(",").flatMap((part) => {
    const [field, width] = part.split(".");
    if (!field) return [];
    const wide = Number(width);
    return [wide >= 60 && wide <= 800 ? { field, width: Math.round(wide) } : { field }];
  });
}

/** "-UPDATED_AT,NAME" is newest first, then by name. */
export const writeSort = (sort: NonNullable<ViewDefinition["sort"]>) =>
  sort.map((one) => `${one.direction === "DESC" ? "-" : ""}${one.field}`).join(",");

export function readSort(written: string): NonNullable<ViewDefinition["sort"]> {
  return written
    .split(",")
    .filter(Boolean)
    .slice(0, 4)
    .map((part) => ({ field: part.replace(/^-/, ""), direction: part.startsWith("-") ? "DESC" : "ASC" }));
}
