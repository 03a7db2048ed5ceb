import { useLingui } from "@lingui/react/macro";
import { Checkbox } from "../ui/Checkbox";
import { Field } from "../ui/Field";
import { Input, Textarea } from "../ui/Input";
import { Select } from "../ui/Select";
import type { FormField } from "./draft";

type Props = { field: FormField; onChange: (part: Partial<FormField>) => void };

/** What one field is called, how it is answered, and whether it must be. */
export function FieldEditor({ field, onChange }: Props) {
  const { t } = useLingui();
  return (
    <div className="grid gap-3 px-3 pb-4 sm:grid-cols-2">
      <Field label={t`Chinese label`}>
        <Input value={field.labelZh} maxLength={100} onChange={(event) => onChange({ labelZh: event.target.value })} />
      </Field>
      <Field label={t`English label`}>
        <Input value={field.labelEn} maxLength={100} onChange={(event) => onChange({ labelEn: event.target.value })} />
      </Field>
      <Field label={t`Answered by`}>
        <Select
          value={field.kind}
          options={[
            { value: "TEXT", label: t`A line of text` },
            { value: "AREA", label: t`Several lines` },
            { value: "CHOICE", label: t`A choice` },
          ]}
          onChange={(kind) => onChange({ kind })}
        />
      </Field>
      <div className="self-end">
        <Checkbox checked={field.required} onChange={(required) => onChange({ required })}>
          {t({ message: "Required", context: "a field of a form" })}
        </Checkbox>
      </div>
      {field.kind === "CHOICE" && (
        <Field label={t`Choices, one in each line`} className="sm:col-span-2">
          <Textarea
            rows={4}
            value={field.options.join("\n")}
            onChange={(event) => onChange({ options: event.target.value.split("\n") })}
          />
        </Field>
      )}
    </div>
  );
}
