import { Trans, useLingui } from "@lingui/react/macro";
import { PlusIcon, Trash2Icon } from "lucide-react";
import { Button, IconButton } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { Input } from "../ui/Input";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import { CRITERION, GATE_FIELD } from "./labels";

export type Criterion = {
  kind: string;
  field?: string;
  values?: string[];
  labelZh?: string;
  labelEn?: string;
  mandatory?: boolean;
  [other: string]: unknown;
};

type Props = { title: string; value: readonly Criterion[]; onChange: (value: Criterion[]) => void };

/** The conditions of one side of a gate. */
export function CriteriaEditor({ title, value, onChange }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const change = (index: number, part: Partial<Criterion>) =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const kinds = Object.keys(CRITERION).map((kind) => ({ value: kind, label: label(CRITERION, kind) }));
  return (
    <fieldset className="flex flex-col gap-2 sm:col-span-2">
      <legend className="mb-1 font-medium text-ink-2 text-xs">{title}</legend>
      {value.map((one, index) => {
        const fields = { ...GATE_FIELD };
        const options = Object.keys(fields).map((name) => ({ value: name, label: label(GATE_FIELD, name) }));
        if (one.field && !(one.field in fields)) options.push({ value: one.field, label: one.field });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own
          <div key={index} className="grid grid-cols-2 gap-2 rounded-lg border border-line p-2">
            <div className="col-span-2 flex gap-2">
              <Select
                label={t`Condition`}
                options={kinds}
                value={one.kind}
                onChange={(kind) => change(index, { kind, field: kind === "FIELD" ? "amount" : undefined })}
              />
              <IconButton
                label={t`Remove`}
                icon={<Trash2Icon />}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              />
            </div>
            {one.kind === "FIELD" && (
              <div className="col-span-2">
                <Select
                  label={t`Field`}
                  options={options}
                  value={one.field ?? null}
                  onChange={(field) => change(index, { field })}
                />
              </div>
            )}
            <Input
              aria-label={t`Chinese wording`}
              placeholder={t`Chinese wording`}
              maxLength={200}
              value={one.labelZh ?? ""}
              onChange={(event) => change(index, { labelZh: event.target.value || undefined })}
            />
            <Input
              aria-label={t`English wording`}
              placeholder={t`English wording`}
              maxLength={200}
              value={one.labelEn ?? ""}
              onChange={(event) => change(index, { labelEn: event.target.value || undefined })}
            />
            <Checkbox checked={one.mandatory !== false} onChange={(mandatory) => change(index, { mandatory })}>
              <Trans>Also when the stage is skipped</Trans>
            </Checkbox>
          </div>
        );
      })}
      <div>
        <Button
          size="sm"
          look="ghost"
          icon={<PlusIcon />}
          onClick={() => onChange([...value, { kind: "FIELD", field: "amount", mandatory: true }])}
        >
          <Trans>Add a condition</Trans>
        </Button>
      </div>
    </fieldset>
  );
}
