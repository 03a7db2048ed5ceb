import { useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import { Button } from "./Button";
import type { Choice } from "./Combobox";
import { Field } from "./Field";
import { Pick } from "./Pick";

type Props = {
  label: string;
  hint?: string;
  value: readonly Choice[];
  onChange: (value: readonly Choice[]) => void;
  find: (text: string) => Promise<readonly Choice[]>;
};

/** Several choices, each with a way to take it back. */
export function PickMany({ label, hint, value, onChange, find }: Props) {
  const { t } = useLingui();
  return (
    <div>
      <Field label={label} hint={hint}>
        <Pick
          value={null}
          onChange={(choice) => choice && onChange([...value.filter((one) => one.value !== choice.value), choice])}
          find={find}
        />
      </Field>
      {value.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-1.5">
          {value.map((choice) => (
            <li key={choice.value}>
              <Button
                size="sm"
                icon={<XIcon />}
                aria-label={`${t`Remove`}: ${choice.label}`}
                onClick={() => onChange(value.filter((one) => one !== choice))}
              >
                {choice.label}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
