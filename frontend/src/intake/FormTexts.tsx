import { useLingui } from "@lingui/react/macro";
import { Field } from "../ui/Field";
import { Input, Textarea } from "../ui/Input";
import type { Draft } from "./draft";

type Props = { draft: Draft; disabled: boolean; onChange: (part: Partial<Draft>) => void };

/** What the form says, in both languages; what is left empty says the usual. */
export function FormTexts({ draft, disabled, onChange }: Props) {
  const { t } = useLingui();
  const line = (part: keyof Draft, label: string) => (
    <Field label={label}>
      <Input
        disabled={disabled}
        value={String(draft[part] ?? "")}
        onChange={(event) => onChange({ [part]: event.target.value })}
      />
    </Field>
  );
  const lines = (part: keyof Draft, label: string) => (
    <Field label={label}>
      <Textarea
        disabled={disabled}
        value={String(draft[part] ?? "")}
        onChange={(event) => onChange({ [part]: event.target.value })}
      />
    </Field>
  );
  return (
    <div className="mt-4 grid gap-3.5 rounded-xl bg-surface p-4 shadow-lift sm:grid-cols-2">
      <div className="sm:col-span-2">{line("name", t`Name (inside the house)`)}</div>
      {line("titleZh", t`Chinese title`)}
      {line("titleEn", t`English title`)}
      {lines("introZh", t`Chinese introduction`)}
      {lines("introEn", t`English introduction`)}
      {line("buttonZh", t`Chinese button`)}
      {line("buttonEn", t`English button`)}
      {lines("thanksZh", t`Chinese thanks`)}
      {lines("thanksEn", t`English thanks`)}
    </div>
  );
}
