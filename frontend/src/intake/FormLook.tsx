import { useLingui } from "@lingui/react/macro";
import { Field } from "../ui/Field";
import { Input, Textarea } from "../ui/Input";
import { Segmented } from "../ui/Toggle";
import type { Draft } from "./draft";

type Props = { draft: Draft; disabled: boolean; onChange: (part: Partial<Draft>) => void };

/** Light or dark, the colour of the button, and where the form leads afterwards. */
export function FormLook({ draft, disabled, onChange }: Props) {
  const { t } = useLingui();
  const pick = <P extends "theme" | "accent">(part: P, value: string) => {
    if (!disabled) onChange({ [part]: value } as Partial<Draft>);
  };
  return (
    <div className="mt-4 flex flex-col gap-4 rounded-xl bg-surface p-4 shadow-lift">
      <Segmented
        label={t`Appearance`}
        value={draft.theme ?? "SYSTEM"}
        onChange={(value) => pick("theme", value)}
        options={[
          { value: "SYSTEM", label: t`Like the system` },
          { value: "LIGHT", label: t`Light` },
          { value: "DARK", label: t`Dark` },
        ]}
      />
      <Segmented
        label={t`Colour`}
        value={draft.accent ?? "TEAL"}
        onChange={(value) => pick("accent", value)}
        options={[
          { value: "TEAL", label: t`Teal` },
          { value: "BLUE", label: t`Blue` },
          { value: "GREEN", label: t`Green` },
          { value: "ORANGE", label: t`Orange` },
          { value: "PLUM", label: t`Plum` },
        ]}
      />
      <Field
        label={t`Leads to, once it is sent`}
        hint={t`An address that begins with https://. Left empty, the form says thank you.`}
      >
        <Input
          type="url"
          disabled={disabled}
          placeholder="https://"
          value={draft.redirectUrl ?? ""}
          onChange={(event) => onChange({ redirectUrl: event.target.value })}
        />
      </Field>
      <Field
        label={t`Other addresses it may lead to, one in each line`}
        hint={t`A link to the form can name one of them as return=…; any other is ignored.`}
      >
        <Textarea
          disabled={disabled}
          value={draft.returns.join("\n")}
          onChange={(event) => onChange({ returns: event.target.value.split("\n") })}
        />
      </Field>
    </div>
  );
}
