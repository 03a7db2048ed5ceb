import type { Where } from "../views/definition";

export type Comparison = { [operator: string]: unknown };
/** `open`: readers may set it to something else. */
export type Condition = { kind: "condition"; key: string; comparison: Comparison; open?: boolean };
/** A condition that readers may change: by the key it has in a filter; without a value it says nothing until somebody sets it. */
export type Control = { key: string; value?: Comparison };
/** What the builder cannot draw; it is kept as it is and can be removed. */
export type Other = { kind: "other"; where: Where };
export type Group = { kind: "group"; all: boolean; parts: Part[] };
/** Which of the records that belong to one: at least one, none, or the one that was made first. */
export type Many = "some" | "none" | "first";
/** Conditions on other records: on what a link leads to, on those that belong to it; or what must not hold. */
export type Nested = { kind: "nested"; how: "is" | Many | "not"; key: string; group: Group };
export type Part = Condition | Other | Group | Nested;

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
    if (typeof value !== "object" || Array.isArray(value)) return [{ kind: "other", where: { [key]: value } }];
    const nested = (how: Nested["how"], where: unknown): Nested => ({
      kind: "nested",
      how,
      key,
      group: groupOf((where ?? {}) as Where),
    });
    const names = Object.keys(value);
    if (key === "not") return [nested("not", value)];
    if (names.length > 0 && names.every(isMany)) return names.map((one) => nested(one, (value as Where)[one]));
    if (names.length === 0 || !isComparison(value)) return [nested("is", value)];
    return [{ kind: "condition", key, comparison: value as Comparison }];
  });
}

/** A part of "all of": its own conditions join the others, unless it says "all" of several within "any". */
const inner = (where: Where): Part[] => partsOf(where);

function alternative(where: Where): Part[] {
  const parts = partsOf(where);
  return parts.length === 1 ? parts : [{ kind: "group", all: true, parts }];
}

const isMany = (name: string): name is Many => name === "some" || name === "none" || name === "first";

const OPERATORS = new Set(
  "eq neq in notIn has hasNone lt lte gt gte contains startsWith isNull within among weekday hour".split(
    " ",
  ) as string[],
);
const isComparison = (value: object) => Object.keys(value).every((key) => OPERATORS.has(key));

/** The filter as the server takes it; empty groups and unfinished conditions say nothing. */
export function whereOf(group: Group): Where {
  const parts = group.parts.flatMap((part): Where[] => {
    if (part.kind === "other") return [part.where];
    if (part.kind === "condition") return finished(part.comparison) ? [{ [part.key]: part.comparison }] : [];
    if (part.kind === "nested") return nestedWhere(part);
    const nested = whereOf(part);
    return Object.keys(nested).length > 0 ? [nested] : [];
  });
  const [first] = parts;
  if (!first) return {};
  if (group.all) return parts.length === 1 ? first : { and: parts };
  return { or: parts };
}

function nestedWhere({ how, key, group }: Nested): Where[] {
  const inner = whereOf(group);
  if (how === "not") return Object.keys(inner).length > 0 ? [{ not: inner }] : [];
  return [{ [key]: how === "is" ? inner : { [how]: inner } }];
}

/** A filter and what readers may change of it, as one. */
export function groupWith(where: Where, controls: readonly Control[]): Group {
  const group = groupOf(where);
  if (controls.length === 0) return group;
  const open = controls.map(
    ({ key, value }): Condition => ({ kind: "condition", key, comparison: value ?? {}, open: true }),
  );
  const parts = group.all || group.parts.length === 0 ? group.parts : [group];
  return { kind: "group", all: true, parts: [...parts, ...open] };
}

/** Both apart again. Only what must hold by itself can be left to readers. */
export function apart(group: Group): { where: Where; controls: Control[] } {
  const open = group.all ? group.parts.filter((one): one is Condition => one.kind === "condition" && !!one.open) : [];
  const rest = group.parts.filter((one) => !open.includes(one as Condition));
  return {
    where: whereOf({ ...group, parts: rest }),
    controls: open.map(({ key, comparison }) => (finished(comparison) ? { key, value: comparison } : { key })),
  };
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
      if (part.kind === "other") return Object.keys(part.where).every(usable) ? [part] : [];
      if (part.kind === "group") return [strip(part)];
      if (part.how === "not") return [{ ...part, group: strip(part.group) }];
      return usable(part.key) ? [part] : [];
    }),
  });
  return whereOf(strip(groupOf(where)));
}
