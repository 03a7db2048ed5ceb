import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { ROLE } from "../identity/labels";
import { act, newKey } from "../sync/act";
import { Choices } from "../ui/Choices";
import { Field } from "../ui/Field";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { useLabel } from "../ui/useLabel";
import { CreateCustomFieldDocument, type CustomFieldRowFragment, UpdateCustomFieldDocument } from "./fields.gen";
import { type CustomizedObject, KIND_NAME, OBJECT_NAME } from "./labels";
import { choiceInput, choicesOf, newChoice, OptionsEditor } from "./OptionsEditor";

type Props = { object: CustomizedObject; kind: string; field?: CustomFieldRowFragment; onClose: () => void };

/** A field the organisation adds to one kind of record. What it is added to and what it holds are settled when it is made. */
export function FieldForm({ object, kind, field, onClose }: Props) {
  const { t, i18n } = useLingui();
  const label = useLabel();
  const [key] = useState(newKey);
  const hasChoices = kind === "ENUM" || kind === "TAGS";
  const start = useMemo(
    () => ({
      choices: field ? choicesOf(field.options) : hasChoices ? [newChoice(), newChoice()] : [],
      hidden: field ? [...field.hiddenFrom] : ["PARTNER"],
    }),
    [field, hasChoices],
  );
  const [parts, setParts] = useState(start);
  const [wrong, setWrong] = useState<string>();
  const isNumber = kind === "INT" || kind === "DECIMAL";
  const fields = useMemo<FieldSpec[]>(() => {
    const bound = { kind: "number" as const, decimals: kind === "INT" ? 0 : 4, min: -1e12 };
    return [
      { name: "nameZh", label: t`Chinese name`, kind: "text", required: true, max: 60 },
      { name: "nameEn", label: t`English name`, kind: "text", required: true, max: 60 },
      { name: "hint", label: t`How it is filled in`, kind: "text", max: 200, wide: true },
      ...(isNumber
        ? [
            { name: "least", label: t`Least`, ...bound },
            { name: "most", label: t`Most`, ...bound },
          ]
        : []),
      ...(kind === "BOOL" ? [] : [{ name: "isRequired", label: t`Has to be filled in`, kind: "check" as const }]),
      ...(field
        ? []
        : [
            {
              name: "key",
              label: t`Key in the API`,
              kind: "text" as const,
              max: 40,
              hint: t`Small letters, digits and _; of the English name when left empty. It does not change later.`,
              wide: true,
            },
          ]),
    ];
  }, [t, kind, isNumber, field]);
  const roles = Object.keys(ROLE)
    .filter((one) => one !== "ADMIN")
    .map((value) => ({ value, label: label(ROLE, value) }));

  async function send(input: Record<string, unknown>) {
    setWrong(undefined);
    const whole = {
      ...input,
      // Bounds are decimals on the way, whatever they bound.
      ...(typeof input.least === "number" ? { least: String(input.least) } : {}),
      ...(typeof input.most === "number" ? { most: String(input.most) } : {}),
      ...(hasChoices && parts.choices !== start.choices
        ? { options: parts.choices.filter((one) => one.value || one.zh || one.en).map(choiceInput) }
        : {}),
      ...(!field || parts.hidden !== start.hidden ? { hiddenFrom: parts.hidden } : {}),
    };
    const outcome = field
      ? await act(UpdateCustomFieldDocument, { input: { id: field.id, version: field.version, ...whole } as never })
      : await act(CreateCustomFieldDocument, {
          input: {
            ...Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null)),
            object,
            kind,
            idempotencyKey: key,
          } as never,
        });
    if (!outcome.ok) {
      setWrong(outcome.errors.find((one) => one.field[0] === "options")?.message);
      return outcome.errors.filter((one) => one.field[0] !== "options");
    }
    if (!field) notify({ title: t`Field added: it is in forms, lists, filters, reports and the API now` });
    return null;
  }

  return (
    <RecordForm
      title={field ? t`Edit field` : t`New field`}
      description={`${i18n._(OBJECT_NAME[object])} · ${label(KIND_NAME, kind)}${field ? ` · ${field.apiName}` : ""}`}
      fields={fields}
      record={field}
      known={!!field}
      touched={parts !== start}
      onClose={onClose}
      onSend={send}
    >
      {hasChoices && (
        <OptionsEditor
          value={parts.choices}
          error={wrong}
          onChange={(choices) => setParts((now) => ({ ...now, choices }))}
        />
      )}
      <Field
        className="sm:col-span-2"
        label={t`Hidden from`}
        hint={t`Whoever has only these roles does not know the field: not in records, filters, reports, exports or the API.`}
      >
        <Choices options={roles} value={parts.hidden} onChange={(hidden) => setParts((now) => ({ ...now, hidden }))} />
      </Field>
    </RecordForm>
  );
}
