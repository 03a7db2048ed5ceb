import { useLingui } from "@lingui/react/macro";
import { MessageCircleQuestionIcon, PlusIcon, XIcon } from "lucide-react";
import { useState } from "react";
import { RowArrows, RowGrip } from "../drag/RowControls";
import { useReorder } from "../drag/useReorder";
import { type Shape, useShape } from "../lists/shape";
import { currentLocale } from "../session/settings";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { Menu } from "../ui/Menu";
import { type FormField, isQuestion, questionName } from "./draft";
import { FieldEditor } from "./FieldEditor";
import { FIELDS } from "./labels";

type Props = { fields: FormField[]; disabled: boolean; onChange: (fields: FormField[]) => void };

/** The fields in their order: dragged, grabbed by keyboard, or moved by the arrow buttons; one is open to be edited. */
export function FieldList({ fields, disabled, onChange }: Props) {
  const { t } = useLingui();
  const { shape } = useShape("lead");
  const [open, setOpen] = useState<string | null>(null);
  const known = new Map(fields.map((one) => [one.name, one]));
  const labelOf = (one: FormField) =>
    (currentLocale().startsWith("zh") ? one.labelZh || one.labelEn : one.labelEn || one.labelZh) || one.name;
  const order = useReorder({
    ids: fields.map((one) => one.name),
    nameOf: (id) => labelOf(known.get(id) as FormField),
    disabled,
    onReorder: async (ids) => {
      onChange(ids.flatMap((id) => known.get(id) ?? []));
      return true;
    },
  });
  const add = (field: FormField) => {
    onChange([...fields, field]);
    setOpen(field.name);
  };

  return (
    <div className="flex flex-col gap-3 pt-4">
      <ol ref={order.root} className="divide-y divide-line rounded-xl bg-surface shadow-lift">
        {order.ids.map((id) => {
          const one = known.get(id);
          if (!one) return null;
          const name = labelOf(one);
          return (
            <li
              key={id}
              {...order.item(id)}
              className="bg-surface first:rounded-t-xl last:rounded-b-xl data-held:bg-accent-soft"
            >
              <div className="flex min-h-12 items-center gap-2 px-2">
                {!disabled && <RowGrip order={order} id={id} />}
                <button
                  type="button"
                  data-drag-handle
                  disabled={disabled}
                  aria-expanded={open === id}
                  onClick={() => setOpen(open === id ? null : id)}
                  className="flex min-h-11 min-w-0 flex-1 items-center gap-2 text-left text-sm enabled:hover:underline"
                >
                  <span className="truncate font-medium">{name}</span>
                  {one.required && (
                    <Badge tone="accent">{t({ message: "Required", context: "a field of a form" })}</Badge>
                  )}
                  {isQuestion(id) && <Badge>{t`Question`}</Badge>}
                </button>
                {!disabled && (
                  <>
                    <span className="flex">
                      <RowArrows order={order} id={id} name={name} />
                    </span>
                    <IconButton
                      label={t`Remove ${name}`}
                      icon={<XIcon />}
                      disabled={fields.length === 1}
                      onClick={() => onChange(fields.filter((each) => each.name !== id))}
                    />
                  </>
                )}
              </div>
              {open === id && !disabled && (
                <FieldEditor
                  field={one}
                  onChange={(part) => onChange(fields.map((each) => (each.name === id ? { ...each, ...part } : each)))}
                />
              )}
            </li>
          );
        })}
      </ol>
      {!disabled && (
        <div className="flex flex-wrap gap-2">
          <Menu
            label={t`Add a field`}
            trigger={<Button icon={<PlusIcon />}>{t`Add a field`}</Button>}
            entries={() =>
              FIELDS.filter((name) => !known.has(name)).map((name) => ({
                label: shape?.label(name) ?? name,
                onSelect: () => add(fieldOf(name, shape)),
              }))
            }
          />
          <Button
            icon={<MessageCircleQuestionIcon />}
            onClick={() =>
              add({
                name: questionName(fields),
                kind: "TEXT",
                labelZh: "问题",
                labelEn: "Question",
                required: false,
                options: [],
              })
            }
          >{t`Ask a question`}</Button>
        </div>
      )}
    </div>
  );
}

function fieldOf(name: string, shape: Shape | null): FormField {
  const field = shape?.field(name);
  return {
    name,
    kind: name === "description" ? "AREA" : "TEXT",
    labelZh: field?.labelZh ?? name,
    labelEn: field?.labelEn ?? name,
    required: false,
    options: [],
  };
}
