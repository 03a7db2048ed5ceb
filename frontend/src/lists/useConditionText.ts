import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import { lastDayBefore } from "../session/days";
import { date, hourName, number, weekdayName } from "../session/formats";
import type { Comparison, Group, Part } from "./conditions";
import { operatorOf, PERIODS, spread } from "./operators";
import { type Field, type Shape, whereKey } from "./shape";
import { useShapes } from "./useShapes";

export const fieldOf = (shape: Shape, key: string) => shape.fields.find((one) => whereKey(one) === key);

/** Says a condition in words, on records of this shape or of another: "Owner is me", "Amount at least 100,000", "at least one deal (Status is one of Open)". */
export function useConditionText(shape: Shape, titles: ReadonlyMap<string, string>) {
  const { t, i18n } = useLingui();
  const shapes = useShapes();
  return useCallback(
    (part: Part, of: Shape = shape): string => {
      return part.kind === "group" ? joined(part, of) : say(part, of);

      function joined(group: Group, on: Shape | undefined): string {
        return group.parts.map((one) => say(one, on)).join(group.all ? ` ${t`and`} ` : ` ${t`or`} `);
      }

      function say(one: Part, on: Shape | undefined): string {
        if (one.kind === "group") return `(${joined(one, on)})`;
        if (one.kind === "nested") return nested(one, on);
        if (one.kind === "other") return t`Other condition: ${Object.keys(one.where).join(", ")}`;
        const field = on && fieldOf(on, one.key);
        if (!field) return one.key;
        const comparison = spread(field, one.comparison);
        const operator = operatorOf(field, comparison);
        const what = valuesOf(on, field, comparison).join(" – ");
        return [on.label(field.name), operator ? i18n._(operator.label) : "", what].filter(Boolean).join(" ");
      }

      function nested({ how, key, group }: Extract<Part, { kind: "nested" }>, on: Shape | undefined): string {
        if (how === "not") return t`not (${joined(group, on)})`;
        const edge = on?.edge(key);
        const there = shapes?.get((edge ?? on?.field(key))?.target ?? "");
        const inner = joined(group, there);
        if (how === "is") return [on?.label(key) ?? key, inner || t`is not empty`].join(inner ? " · " : " ");
        const what = edge && on ? lower(on.edgeLabel(edge)) : key;
        if (how === "some") return inner ? t`at least one ${what} (${inner})` : t`at least one ${what}`;
        if (how === "first") return inner ? t`the first ${what} (${inner})` : t`at least one ${what}`;
        return inner ? t`no ${what} (${inner})` : t`no ${what}`;
      }

      function valuesOf(on: Shape, field: Field, comparison: Comparison): string[] {
        return Object.entries(comparison).flatMap(([operator, value]) => {
          if (operator === "isNull" || operator === "among" || value === null || field.kind === "BOOL") return [];
          if (operator === "within") return [PERIODS[String(value)] ? i18n._(PERIODS[String(value)] as never) : ""];
          if (operator === "weekday") return [weekdayName(Number(value), "long")];
          if (operator === "hour") return [hourName(Number(value))];
          if (Array.isArray(value)) return [value.map((each) => worded(on, field, each)).join(", ")];
          if (operator === "lt" && field.kind === "DATETIME") return [date(lastDayBefore(String(value)))];
          return [worded(on, field, value)];
        });
      }

      function worded(on: Shape, field: Field, value: unknown): string {
        const text = String(value);
        if (field.kind === "ENUM") return on.valueLabel(field, text);
        if (field.target) return titles.get(text) ?? "…";
        if (field.kind === "DATE" || field.kind === "DATETIME") return date(text);
        if (field.kind === "INT" || field.kind === "MONEY" || field.kind === "DECIMAL") return number(text);
        return text;
      }
    },
    [shape, shapes, titles, t, i18n],
  );
}

/** A name in the middle of an English sentence. */
const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
