import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import { date, number } from "../session/formats";
import type { Comparison, Part } from "./conditions";
import { lastDayBefore } from "./days";
import { operatorOf, PERIODS, spread } from "./operators";
import { type Field, type Shape, whereKey } from "./shape";

export const fieldOf = (shape: Shape, key: string) => shape.fields.find((one) => whereKey(one) === key);

/** Says a condition in words: "Owner is me", "Amount at least 100,000". */
export function useConditionText(shape: Shape, titles: ReadonlyMap<string, string>) {
  const { t, i18n } = useLingui();
  return useCallback(
    (part: Part): string => {
      if (part.kind === "other") return t`Other condition: ${Object.keys(part.where).map(shape.label).join(", ")}`;
      if (part.kind === "group") {
        const join = part.all ? t`and` : t`or`;
        return part.parts.map((one) => say(one)).join(` ${join} `);
      }
      return say(part);

      function say(one: Part): string {
        if (one.kind === "group") return `(${one.parts.map(say).join(one.all ? ` ${t`and`} ` : ` ${t`or`} `)})`;
        if (one.kind === "other") return Object.keys(one.where).map(shape.label).join(", ");
        const field = fieldOf(shape, one.key);
        if (!field) return one.key;
        const comparison = spread(field, one.comparison);
        const operator = operatorOf(field, comparison);
        const what = valuesOf(field, comparison).join(" – ");
        return [shape.label(field.name), operator ? i18n._(operator.label) : "", what].filter(Boolean).join(" ");
      }

      function valuesOf(field: Field, comparison: Comparison): string[] {
        return Object.entries(comparison).flatMap(([operator, value]) => {
          if (operator === "isNull" || operator === "among" || value === null || field.kind === "BOOL") return [];
          if (operator === "within") return [PERIODS[String(value)] ? i18n._(PERIODS[String(value)] as never) : ""];
          if (Array.isArray(value)) return [value.map((each) => worded(field, each)).join(", ")];
          if (operator === "lt" && field.kind === "DATETIME") return [date(lastDayBefore(String(value)))];
          return [worded(field, value)];
        });
      }

      function worded(field: Field, value: unknown): string {
        const text = String(value);
        if (field.kind === "ENUM") return shape.valueLabel(field, text);
        if (field.target) return titles.get(text) ?? "…";
        if (field.kind === "DATE" || field.kind === "DATETIME") return date(text);
        if (field.kind === "INT" || field.kind === "MONEY" || field.kind === "DECIMAL") return number(text);
        return text;
      }
    },
    [shape, titles, t, i18n],
  );
}
