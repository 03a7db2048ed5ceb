import type { MessageDescriptor } from "@lingui/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { PlusIcon, Trash2Icon } from "lucide-react";
import { KIND } from "../activities/labels";
import { BUYING_ROLE } from "../contacts/labels";
import { useViewer } from "../session/viewer";
import { Button, IconButton } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { Input } from "../ui/Input";
import { MoneyInput } from "../ui/MoneyInput";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import { CRITERION } from "./labels";
import { useGateFields } from "./useGateFields";

export type Criterion = {
  kind: string;
  field?: string;
  values?: string[];
  inStage?: boolean;
  least?: string;
  labelZh?: string;
  labelEn?: string;
  mandatory?: boolean;
  [other: string]: unknown;
};

/** What a kind can be narrowed to: which roles, which kinds of activity. */
const VALUES: Record<string, Record<string, MessageDescriptor>> = { HAS_ROLE: BUYING_ROLE, HAS_ACTIVITY: KIND };

type Props = { title: string; value: readonly Criterion[]; onChange: (value: Criterion[]) => void };

/** The conditions of one side of a gate. */
export function CriteriaEditor({ title, value, onChange }: Props) {
  const { t, i18n } = useLingui();
  const { baseCurrency } = useViewer();
  const label = useLabel();
  const fields = useGateFields();
  const change = (index: number, part: Partial<Criterion>) =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const kinds = Object.keys(CRITERION).map((kind) => ({ value: kind, label: label(CRITERION, kind) }));
  return (
    <fieldset className="flex flex-col gap-2 sm:col-span-2">
      <legend className="mb-1 font-medium text-ink-2 text-xs">{title}</legend>
      {value.map((one, index) => {
        const isKnown = !one.field || fields.some((field) => field.value === one.field);
        const options = isKnown ? fields : [...fields, { value: one.field ?? "", label: one.field ?? "" }];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own
          <div key={index} className="grid grid-cols-2 gap-2 rounded-lg border border-line p-2">
            <div className="col-span-2 flex gap-2">
              <Select
                label={t`Condition`}
                options={kinds}
                value={one.kind}
                onChange={(kind) => change(index, fresh(kind))}
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
            {one.kind === "MIN_AMOUNT" && (
              <MoneyInput
                className="col-span-2"
                aria-label={t`Least amount`}
                unit={baseCurrency}
                value={one.least ?? ""}
                onChange={(least) => change(index, { least })}
              />
            )}
            {VALUES[one.kind] && (
              <div className="col-span-2 grid grid-cols-2 gap-x-2 sm:grid-cols-3">
                {Object.entries(VALUES[one.kind] ?? {}).map(([name, text]) => (
                  <Checkbox
                    key={name}
                    checked={one.values?.includes(name) ?? false}
                    onChange={(checked) => change(index, { values: toggled(one.values ?? [], name, checked) })}
                  >
                    {i18n._(text)}
                  </Checkbox>
                ))}
              </div>
            )}
            {(one.kind === "HAS_ACTIVITY" || one.kind === "HAS_FILE") && (
              <div className="col-span-2">
                <Checkbox checked={one.inStage === true} onChange={(inStage) => change(index, { inStage })}>
                  <Trans>Only since the deal is in the stage</Trans>
                </Checkbox>
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
            {one.kind === "MIN_AMOUNT" ? (
              <p className="col-span-2 text-ink-3 text-xs">
                {t`The stage is for deals of this size: smaller ones pass it by without skipping it.`}
              </p>
            ) : (
              <Checkbox checked={one.mandatory !== false} onChange={(mandatory) => change(index, { mandatory })}>
                <Trans>Also when the stage is skipped</Trans>
              </Checkbox>
            )}
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

/** A criterion of another kind begins anew; what only the old kind understood goes. */
const fresh = (kind: string): Partial<Criterion> => ({
  kind,
  field: kind === "FIELD" ? "amount" : undefined,
  least: kind === "MIN_AMOUNT" ? "1000000" : undefined,
  values: undefined,
  inStage: undefined,
});

const toggled = (values: readonly string[], name: string, on: boolean) =>
  on ? [...values, name] : values.filter((one) => one !== name);
