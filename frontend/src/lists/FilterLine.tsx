import { useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import { IconButton } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { Select } from "../ui/Select";
import type { Condition, Other } from "./conditions";
import { start } from "./fresh";
import { operatorOf, operatorsOf, spread } from "./operators";
import type { Shape } from "./shape";
import { fieldOf, useConditionText } from "./useConditionText";
import { ValueInput } from "./ValueInput";

type LineProps = {
  shape: Shape;
  part: Condition | Other;
  titles: ReadonlyMap<string, string>;
  /** Whether it can be left to readers. */
  canOpen?: boolean;
  onChange: (part: Condition) => void;
  onRemove: () => void;
};

/** One condition: a field, how it is compared, and with what. */
export function FilterLine({ shape, part, titles, canOpen, onChange, onRemove }: LineProps) {
  const { t, i18n } = useLingui();
  const say = useConditionText(shape, titles);
  const field = part.kind === "condition" ? fieldOf(shape, part.key) : undefined;
  const remove = <IconButton label={t`Remove this condition`} icon={<XIcon />} onClick={onRemove} />;
  const untold = part.kind === "condition" && part.open && Object.keys(part.comparison).length === 0;
  const operator =
    part.kind === "condition" && field
      ? untold
        ? operatorsOf(field)[0]
        : operatorOf(field, part.comparison)
      : undefined;
  if (part.kind === "other" || !field || !operator)
    return (
      <div className="flex items-center gap-2 text-ink-2 text-sm">
        <span className="min-w-0 flex-1">{say(part)}</span>
        {remove}
      </div>
    );
  return (
    <div className="grid grid-cols-[1fr_auto] items-start gap-2 sm:grid-cols-[minmax(8rem,1fr)_minmax(8rem,1fr)_minmax(0,2fr)_auto]">
      <Select
        label={t`Field`}
        options={shape.fields
          .filter((one) => one.isFilterable)
          .map((one) => ({ value: one.name, label: shape.label(one.name) }))}
        value={field.name}
        onChange={(name) => onChange({ ...start(shape, name), open: part.open })}
      />
      <span className="sm:order-last">{remove}</span>
      <div className="col-span-2 sm:col-span-1">
        <Select
          label={t`Comparison`}
          options={operatorsOf(field).map((one) => ({ value: one.key, label: i18n._(one.label) }))}
          value={operator.key}
          onChange={(key) => {
            const next = operatorsOf(field).find((one) => one.key === key);
            if (next) onChange({ ...part, comparison: { ...next.start } });
          }}
        />
      </div>
      <div className="col-span-2 min-w-0 sm:col-span-1">
        <ValueInput
          key={`${field.name}${operator.key}`}
          shape={shape}
          field={field}
          operator={operator}
          comparison={spread(field, part.comparison)}
          titles={titles}
          onChange={(comparison) => onChange({ ...part, comparison })}
        />
      </div>
      {canOpen && (
        <div className="order-last col-span-full">
          <Checkbox checked={!!part.open} onChange={(open) => onChange({ ...part, open })}>
            {t`Readers may change it`}
          </Checkbox>
        </div>
      )}
    </div>
  );
}
