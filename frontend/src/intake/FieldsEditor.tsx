import { useLingui } from "@lingui/react/macro";
import { useShape } from "../lists/shape";
import { Checkbox } from "../ui/Checkbox";
import type { SourceField } from "./example";
import { FIELDS } from "./labels";

type Props = { value: readonly SourceField[]; onChange: (value: SourceField[]) => void };

/** Which fields a source takes and which it insists on; none chosen means all of them. */
export function FieldsEditor({ value, onChange }: Props) {
  const { t } = useLingui();
  const { shape } = useShape("lead");
  const known = new Map(value.map((one) => [one.field, one]));
  const set = (field: string, taken: boolean, required: boolean) =>
    onChange(
      FIELDS.flatMap((name) => {
        if (name !== field) return known.get(name) ?? [];
        return taken ? [{ field, required }] : [];
      }),
    );
  return (
    <fieldset className="sm:col-span-2">
      <legend className="mb-1 font-medium text-ink-2 text-xs coarse:text-sm">{t`Fields it takes`}</legend>
      <p className="mb-2 text-ink-3 text-xs">{t`None chosen: all of them, none required.`}</p>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {FIELDS.map((field) => {
          const one = known.get(field);
          const name = shape?.label(field) ?? field;
          return (
            <li key={field} className="flex items-center gap-3 px-3 py-1">
              <span className="min-w-0 flex-1">
                <Checkbox checked={!!one} onChange={(taken) => set(field, taken, false)}>
                  {name} <code className="text-ink-3 text-xs">{field}</code>
                </Checkbox>
              </span>
              {one && (
                <Checkbox checked={one.required} onChange={(required) => set(field, true, required)}>
                  <span className="sr-only">{name}: </span>
                  {t({ message: "Required", context: "a field of a form" })}
                </Checkbox>
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
