import { type Control, useController } from "react-hook-form";
import { Checkbox } from "./Checkbox";
import { Choices } from "./Choices";
import type { Choice } from "./Combobox";
import { Field } from "./Field";
import type { FieldSpec, FormValues } from "./formFields";
import { DateInput, DateTimeInput, Input, Textarea } from "./Input";
import { MoneyInput } from "./MoneyInput";
import { Pick as PickOne } from "./Pick";
import { Select } from "./Select";

type Props = {
  spec: FieldSpec;
  control: Control<FormValues>;
  /** Says when a field that was left may be checked; at once when left out. */
  afterPress?: (check: () => void) => void;
};

/** One field of a form with its label, its control and what is wrong with it. */
export function FormControl({ spec, control, afterPress }: Props) {
  const { field: given, fieldState } = useController({ name: spec.name, control });
  const field = { ...given, onBlur: () => (afterPress ? afterPress(given.onBlur) : given.onBlur()) };
  const error = fieldState.error?.message;
  if (spec.kind === "check") {
    return (
      <Checkbox checked={field.value === true} onChange={field.onChange} disabled={spec.disabled}>
        {spec.label}
      </Checkbox>
    );
  }
  return (
    <Field
      label={spec.label}
      error={error}
      hint={spec.hint}
      required={spec.required}
      className={spec.wide ? "sm:col-span-2" : undefined}
    >
      <SpecControl spec={spec} field={field} />
    </Field>
  );
}

type InnerProps = {
  spec: FieldSpec;
  field: Pick<ReturnType<typeof useController<FormValues>>["field"], "name" | "value" | "onChange" | "onBlur" | "ref">;
};

/** Passes on what Field adds (id, aria-*) to the control of the right kind. */
export function SpecControl({ spec, field, ...wiring }: InnerProps) {
  const text = typeof field.value === "string" ? field.value : "";
  const plain = {
    ...wiring,
    name: field.name,
    ref: field.ref,
    onBlur: field.onBlur,
    disabled: spec.disabled,
    value: text,
    onChange: field.onChange,
  };
  switch (spec.kind) {
    case "area":
      return <Textarea {...plain} />;
    case "money":
      return <MoneyInput {...plain} unit={spec.currency} />;
    case "number":
      return <MoneyInput {...plain} decimals={spec.decimals ?? 0} unit={spec.unit} />;
    case "date":
      return <DateInput {...plain} />;
    case "datetime":
      return <DateTimeInput {...plain} />;
    case "select":
      return (
        <Select
          {...wiring}
          options={spec.options}
          value={text || null}
          onChange={field.onChange}
          disabled={spec.disabled}
        />
      );
    case "choices": {
      const chosen = text ? text.split(",") : [];
      return (
        <Choices {...wiring} options={spec.options} value={chosen} onChange={(now) => field.onChange(now.join(","))} />
      );
    }
    case "pick":
      return (
        <PickOne
          {...wiring}
          find={spec.find}
          value={field.value as Choice | null}
          onChange={field.onChange}
          disabled={spec.disabled}
        />
      );
    case "email":
    case "tel":
    case "url":
      return (
        <Input type={spec.kind === "url" ? "text" : spec.kind} inputMode={spec.kind} autoComplete="off" {...plain} />
      );
    default:
      return <Input autoComplete="off" {...plain} />;
  }
}
