import type { Where } from "../views/definition";

export type Comparison = { [operator: string]: unknown };
export type Condition = { kind: "condition"; key: string; comparison: Comparison };
/** What the builder cannot draw; it is kept as it is and can be removed. */
export type Other = { kind: "other"; where: Where };
export type Group = { kind: "group"; all: boolean; parts: Part[] };
export type Part = Condition | Other | Group;

/** A filter as the builder draws it: groups of conditions, all or any of which must hold. */
export function groupOf(where: Where): Group {
  const parts = partsOf(where);
  const [only] = parts;
  return parts.length === 1 && only?.kind === "group" ? only : { kind: "group", all: true, parts };
}

function partsOf(where: Where): Part[] {
  return Object.entries(where).flatMap(([key, value]): Part[] => {
    if (value === undefined || value === null) return [];
    if (key === "and" && Array.isArray(value)) return value.flatMap((one) => inner(one as Where));
    if (key === "or" && Array.isArray(value))
      return [{ kind: "group", all: false, parts: value.flatMap((one) => alternative(one as Where)) }];
    if (key === "not" || !isComparison(value)) return [{ kind: "other", where: { [key]: value } }];
    return [{ kind: "condition", key, comparison: value as Comparison }];
  });
}

/** A part of "all of": its own conditions join the others, unless it says "all" of several within "any". */
const inner = (where: Where): Part[] => partsOf(where);

function alternative(where: Where): Part[] {
  const parts = partsOf(where);
  return parts.length === 1 ? parts : [{ kind: "group", all: true, parts }];
}

const OPERATORS = new Set(
  "eq neq in notIn has hasNone lt lte gt gte contains startsWith isNull within among".split(" ") as string[],
);
const isComparison = (value: unknown) =>
  typeof value === "object" && value !== null && Object.keys(value).every((key) => OPERATORS.has(key));

/** The filter as the server takes it; empty groups and unfinished conditions say nothing. */
export function whereOf(group: Group): Where {
  const parts = group.parts.flatMap((part): Where[] => {
    if (part.kind === "other") return [part.where];
    if (part.kind === "condition") return finished(part.comparison) ? [{ [part.key]: part.comparison }] : [];
    const nested = whereOf(part);
    return Object.keys(nested).length > 0 ? [nested] : [];
  });
  const [first] = parts;
  if (!first) return {};
  if (group.all) return parts.length === 1 ? first : { and: parts };
  return { or: parts };
}

export function finished(comparison: Comparison): boolean {
  const values = Object.values(comparison);
  return (
    values.length > 0 && values.every((one) => one !== "" && one !== undefined && !(Array.isArray(one) && !one[0]))
  );
}

/** The filter without the conditions on fields that `usable` does not let through. */
export function without(where: Where, usable: (key: string) => boolean): Where {
  const strip = (group: Group): Group => ({
    ...group,
    parts: group.parts.flatMap((part): Part[] => {
      if (part.kind === "condition") return usable(part.key) ? [part] : [];
      if (part.kind === "other")
        return Object.keys(part.where).every((key) => key === "not" || usable(key)) ? [part] : [];
      return [strip(part)];
    }),
  });
  return whereOf(strip(groupOf(where)));
}
