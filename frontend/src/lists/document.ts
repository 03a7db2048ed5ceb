import type { TypedDocumentNode } from "urql";
import type { Connection } from "../sync/useList";
import type { Where } from "../views/definition";
import { type Field, type Row, type Shape, titleField } from "./shape";

export type ListPage = Connection<Row> & { aggregate?: { sum?: Record<string, string | null> } };
export type ListData = { list: ListPage };
export type ListVariables = {
  first: number;
  after?: string | null;
  where: Where;
  orderBy: { field: string; direction: "ASC" | "DESC" }[];
  search: string | null;
};

export function selectionOf(field: Field): string {
  if (field.kind === "MONEY") return `${field.name} { amount currency }`;
  if (field.kind === "LINK") return `${field.name} { id ${titleField(field.target)} }`;
  return field.name;
}

/** The one request behind a list: the chosen columns, the page, the count and the sums; of what is there, or of what was voided. */
export function listDocument(
  shape: Shape,
  columns: readonly string[],
  needs: string,
  sums: readonly string[],
  voided = false,
) {
  const fields = columns.flatMap((name) => shape.field(name) ?? []).map(selectionOf);
  const totals = sums.filter((name) => shape.field(name) && shape.field(name)?.read !== "HIDDEN");
  const type = shape.typeName;
  const text =
    `query List($first: Int!, $after: String, $where: ${type}Where, $orderBy: [${type}Order!], $search: String) { ` +
    `list: ${shape.listField}(first: $first, after: $after, where: $where, orderBy: $orderBy, search: $search${voided ? ", voided: true" : ""}) { ` +
    `nodes { id version ${needs} ${fields.join(" ")} } pageInfo { hasNextPage endCursor } totalCount totalCountCapped` +
    `${totals.length > 0 ? ` aggregate { sum { ${totals.join(" ")} } }` : ""} } }`;
  return text as unknown as TypedDocumentNode<ListData, ListVariables>;
}
