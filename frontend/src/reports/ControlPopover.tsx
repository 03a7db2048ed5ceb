import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type Comparison, finished } from "../lists/conditions";
import { operatorOf, operatorsOf, spread } from "../lists/operators";
import type { Field, Shape } from "../lists/shape";
import { ValueInput } from "../lists/ValueInput";
import { Button } from "../ui/Button";
import { Popover } from "../ui/Popover";
import { Select } from "../ui/Select";

type Props = {
  anchor: HTMLElement;
  shape: Shape;
  field: Field;
  value?: Comparison;
  /** What its author set it to. */
  start?: Comparison;
  /** Whether its reader has set it. */
  isSet: boolean;
  titles: ReadonlyMap<string, string>;
  onSet: (value: Comparison | null | undefined) => void;
  onClose: () => void;
};

/** Sets one condition of a report or a dashboard, for a look. */
export function ControlPopover({ anchor, shape, field, value, start, isSet, titles, onSet, onClose }: Props) {
  const { t, i18n } = useLingui();
  const [comparison, setComparison] = useState<Comparison>(value ?? { ...operatorsOf(field)[0]?.start });
  const name = shape.label(field.name);
  const operator = operatorOf(field, comparison) ?? operatorsOf(field)[0];
  if (!operator) return null;
  return (
    <Popover
      anchor={anchor}
      title={name}
      align="start"
      onClose={onClose}
      footer={
        <>
          <Button look="ghost" className="mr-auto" onClick={() => onSet(start ? null : undefined)}>
            {t({ message: "All", context: "no condition" })}
          </Button>
          {start && isSet && (
            <Button look="ghost" onClick={() => onSet(undefined)}>
              {t`As it was`}
            </Button>
          )}
          <Button look="primary" disabled={!finished(comparison)} onClick={() => onSet(comparison)}>
            {t`Apply`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p aria-hidden className="hidden font-medium text-sm sm:block">
          {name}
        </p>
        <Select
          label={t`Comparison`}
          options={operatorsOf(field).map((one) => ({ value: one.key, label: i18n._(one.label) }))}
          value={operator.key}
          onChange={(key) => setComparison({ ...operatorsOf(field).find((one) => one.key === key)?.start })}
        />
        <ValueInput
          key={operator.key}
          shape={shape}
          field={field}
          operator={operator}
          comparison={spread(field, comparison)}
          titles={titles}
          onChange={setComparison}
        />
      </div>
    </Popover>
  );
}
