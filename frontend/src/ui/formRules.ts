import { t } from "@lingui/core/macro";
import type { FieldErrors, Resolver } from "react-hook-form";
import * as v from "valibot";
import type { FieldSpec, FormValues } from "./formFields";

type Rule = v.GenericSchema<unknown, unknown>;

/** The rule of one field: what the browser can know before the server is asked. */
function ruleOf(field: FieldSpec): Rule {
  const { label } = field;
  const missing = t`${label} is needed`;
  if (field.kind === "check") return v.boolean();
  if (field.kind === "pick") {
    const choice = v.object({ value: v.string(), label: v.string(), note: v.optional(v.string()) });
    return field.required
      ? v.pipe(
          v.nullable(choice),
          v.check((value) => value !== null, missing),
        )
      : v.nullable(choice);
  }
  const text = v.pipe(v.string(), v.trim());
  const checks = v.pipe(
    text,
    v.check((value) => !field.required || value !== "", missing),
    v.check((value) => value === "" || fits(field, value), misfit(field)),
  );
  return checks;
}

function fits(field: FieldSpec, value: string): boolean {
  switch (field.kind) {
    case "email":
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
    case "tel":
      return /^[+\d][\d\s()\-–,;xX#*/]{2,40}$/.test(value);
    case "money":
      return /^\d{1,15}(\.\d{1,4})?$/.test(value);
    case "number": {
      const number = Number(value);
      return Number.isFinite(number) && number >= (field.min ?? 0) && number <= (field.maxValue ?? 1e12);
    }
    case "text":
    case "area":
    case "url":
      return value.length <= (field.max ?? (field.kind === "area" ? 10_000 : 300));
    default:
      return true;
  }
}

function misfit(field: FieldSpec): string {
  switch (field.kind) {
    case "email":
      return t`This is not an e-mail address`;
    case "tel":
      return t`This is not a phone number`;
    case "money":
      return t`Enter an amount, such as 12000 or 12000.50`;
    case "number": {
      const min = field.min ?? 0;
      const max = field.maxValue;
      return max === undefined ? t`Enter a number of at least ${min}` : t`Enter a number from ${min} to ${max}`;
    }
    default:
      return t`This is too long`;
  }
}

export function formSchema(fields: readonly FieldSpec[]) {
  return v.object(Object.fromEntries(fields.map((field) => [field.name, ruleOf(field)])));
}

/** Lets react-hook-form ask valibot. */
export function resolverOf(fields: readonly FieldSpec[]): Resolver<FormValues> {
  return (values) => {
    const result = v.safeParse(formSchema(fields), values);
    if (result.success) return { values, errors: {} };
    const errors: FieldErrors<FormValues> = {};
    for (const issue of result.issues) {
      const name = v.getDotPath(issue)?.split(".")[0];
      if (name && !errors[name]) errors[name] = { type: "rule", message: issue.message };
    }
    return { values: {}, errors };
  };
}
