import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { dayBefore } from "../session/days";
import type { Comparison } from "./conditions";
import type { Field } from "./shape";

/** What is typed or chosen to the right of an operator. */
export type Input =
  | "none"
  | "text"
  | "number"
  | "numbers"
  | "day"
  | "days"
  | "period"
  | "weekday"
  | "hour"
  | "enum"
  | "records"
  | "tags";
export type Operator = {
  key: string;
  label: MessageDescriptor;
  input: Input;
  /** The comparison an untouched condition starts with. */
  start: Comparison;
  fits: (comparison: Comparison) => boolean;
};

const has =
  (...keys: string[]) =>
  (comparison: Comparison) =>
    Object.keys(comparison).length === keys.length && keys.every((key) => key in comparison);

const EMPTY: Operator = {
  key: "empty",
  label: msg`is empty`,
  input: "none",
  start: { isNull: true },
  fits: (one) => one.isNull === true || ("eq" in one && one.eq === null),
};
const FILLED: Operator = {
  key: "filled",
  label: msg`is not empty`,
  input: "none",
  start: { isNull: false },
  fits: (one) => one.isNull === false || ("neq" in one && one.neq === null),
};
const one = (key: string, label: MessageDescriptor, input: Input, start: unknown = ""): Operator => ({
  key,
  label,
  input,
  start: { [key]: start },
  fits: has(key),
});

const TEXTS = [
  one("contains", msg`contains`, "text"),
  one("eq", msg`is exactly`, "text"),
  one("startsWith", msg`begins with`, "text"),
  EMPTY,
  FILLED,
];
const NUMBERS: Operator[] = [
  one("gte", msg`at least`, "number"),
  one("lte", msg`at most`, "number"),
  { key: "between", label: msg`between`, input: "numbers", start: { gte: "", lte: "" }, fits: has("gte", "lte") },
  one("eq", msg`equals`, "number"),
  EMPTY,
  FILLED,
];
const DAYS: Operator[] = [
  one("within", msg`in the period`, "period", "THIS_MONTH"),
  one("gte", msg`on or after`, "day"),
  one("lte", msg`on or before`, "day"),
  { key: "between", label: msg`between`, input: "days", start: { gte: "", lte: "" }, fits: has("gte", "lte") },
  one("weekday", msg`falls on`, "weekday", 1),
  EMPTY,
  FILLED,
];
/** An instant lies before the day after: "on or before" is told to the server as "before". */
const INSTANTS: Operator[] = DAYS.flatMap((each) => {
  if (each.key === "lte") return { ...each, start: { lt: "" }, fits: has("lt") };
  if (each.key === "between") return { ...each, start: { gte: "", lt: "" }, fits: has("gte", "lt") };
  return each.key === "weekday" ? [each, one("hour", msg`in the hour from`, "hour", 9)] : each;
});
const ENUMS = [one("in", msg`is one of`, "enum", []), one("notIn", msg`is none of`, "enum", []), EMPTY, FILLED];
const RECORDS = [one("in", msg`is one of`, "records", []), one("notIn", msg`is none of`, "records", []), EMPTY, FILLED];
/** Several of a set of choices. */
const CHOICES = [one("has", msg`has one of`, "enum", []), one("hasNone", msg`has none of`, "enum", [])];
const TAGS = [one("has", msg`has one of`, "tags", []), one("hasNone", msg`has none of`, "tags", [])];
/** A set of records, told by their ids. */
const AMONG = [one("has", msg`is one of`, "records", []), one("hasNone", msg`is none of`, "records", [])];
const PEOPLE: Operator[] = [
  {
    key: "me",
    label: msg`is me`,
    input: "none",
    start: { among: "ME" },
    fits: (each) => each.among === "ME",
  },
  {
    key: "team",
    label: msg`is in my team`,
    input: "none",
    start: { among: "MY_TEAM" },
    fits: (each) => each.among === "MY_TEAM",
  },
  ...RECORDS,
];
const TRUTHS: Operator[] = [
  { key: "yes", label: msg`is yes`, input: "none", start: { eq: true }, fits: (each) => each.eq === true },
  { key: "no", label: msg`is no`, input: "none", start: { eq: false }, fits: (each) => each.eq === false },
];

export function operatorsOf(field: Field): Operator[] {
  switch (field.kind) {
    case "TEXT":
      return [TEXTS[0] as Operator, EMPTY, FILLED];
    case "INT":
    case "DECIMAL":
    case "MONEY":
      return NUMBERS;
    case "DATE":
      return DAYS;
    case "DATETIME":
      return INSTANTS;
    case "ENUM":
      return ENUMS;
    case "LINK":
      return field.target === "user" ? PEOPLE : RECORDS;
    case "BOOL":
      return TRUTHS;
    case "TAGS":
      return field.target ? AMONG : field.values.length > 0 ? CHOICES : TAGS;
    default:
      return TEXTS;
  }
}

/** The operator a comparison uses; one written elsewhere may use a form the builder does not offer. */
export const operatorOf = (field: Field, comparison: Comparison) =>
  operatorsOf(field).find((each) => each.fits(spread(field, comparison)));

/** `{eq: x}` of an enum or a link is `{in: [x]}`, and a day before another is at most the day before that. */
export function spread(field: Field, comparison: Comparison): Comparison {
  const { lt, ...rest } = comparison;
  if (field.kind === "DATE" && typeof lt === "string" && lt) return { ...rest, lte: dayBefore(lt) };
  const listed = (field.kind === "ENUM" || field.kind === "LINK") && typeof comparison.eq === "string";
  return listed ? { in: [comparison.eq] } : comparison;
}

export const PERIODS: Record<string, MessageDescriptor> = {
  TODAY: msg`today`,
  TOMORROW: msg`tomorrow`,
  YESTERDAY: msg`yesterday`,
  THIS_WEEK: msg`this week`,
  NEXT_WEEK: msg`next week`,
  LAST_WEEK: msg`last week`,
  THIS_MONTH: msg`this month`,
  NEXT_MONTH: msg`next month`,
  LAST_MONTH: msg`last month`,
  THIS_QUARTER: msg`this quarter`,
  NEXT_QUARTER: msg`next quarter`,
  LAST_QUARTER: msg`last quarter`,
  THIS_YEAR: msg`this year`,
  NEXT_YEAR: msg`next year`,
  LAST_YEAR: msg`last year`,
  NEXT_7_DAYS: msg`next 7 days`,
  NEXT_30_DAYS: msg`next 30 days`,
  NEXT_90_DAYS: msg`next 90 days`,
  LAST_7_DAYS: msg`last 7 days`,
  LAST_30_DAYS: msg`last 30 days`,
  LAST_90_DAYS: msg`last 90 days`,
  PAST: msg`overdue (in the past)`,
  FUTURE: msg`in the future`,
};
