import { useLingui } from "@lingui/react/macro";
import { Checkbox } from "../ui/Checkbox";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { Select } from "../ui/Select";
import type { Definition } from "./definition";

type Props = { definition: Definition; onChange: (definition: Definition) => void };

/** What is said about a report as a whole: order, how many groups, the target of a gauge. */
export function BuilderOptions({ definition, onChange }: Props) {
  const { t } = useLingui();
  const { top, having } = definition;
  const grouped = (definition.rows?.length ?? 0) > 0;
  const number = (text: string) => (/^-?\d{1,12}(\.\d{1,4})?$/.test(text.trim()) ? text.trim() : undefined);
  return (
    <details className="rounded-lg border border-line px-3 py-2">
      <summary className="cursor-pointer font-medium text-ink-2 text-xs coarse:py-2.5">{t`Order, limits and target`}</summary>
      <div className="mt-3 flex flex-col gap-3">
        <div className="grid grid-cols-2 gap-2">
          <Field label={t`Order of the rows`}>
            <Select
              value={definition.sort ?? "LABEL"}
              options={[
                { value: "LABEL", label: t`By name` },
                { value: "VALUE", label: t`Largest first` },
              ]}
              onChange={(sort) => onChange({ ...definition, sort })}
            />
          </Field>
          <Field label={t`Only the first`} hint={grouped ? undefined : t`Needs a row field`}>
            <Input
              type="number"
              min={1}
              max={100}
              disabled={!grouped}
              value={top?.first ?? ""}
              onChange={(event) => {
                const first = Math.min(100, Math.max(0, Math.round(Number(event.target.value))));
                const { top: _, ...rest } = definition;
                onChange(first > 0 ? { ...rest, top: { ...top, first } } : rest);
              }}
            />
          </Field>
        </div>
        {top && (
          <Checkbox
            checked={top.other ?? false}
            onChange={(other) => onChange({ ...definition, top: { ...top, other } })}
          >{t`The others together as one row`}</Checkbox>
        )}
        <div className="grid grid-cols-2 gap-2">
          <Field label={t`First value at least`}>
            <Input
              key={`gte${grouped}`}
              inputMode="decimal"
              disabled={!grouped}
              defaultValue={having?.gte ?? ""}
              onBlur={(event) => {
                const gte = number(event.target.value);
                const { having: _, ...rest } = definition;
                onChange(gte || having?.lte ? { ...rest, having: { ...having, gte } } : rest);
              }}
            />
          </Field>
          <Field label={t`Target`} hint={t`For the gauge`}>
            <Input
              inputMode="decimal"
              defaultValue={definition.target ?? ""}
              onBlur={(event) => onChange({ ...definition, target: number(event.target.value) })}
            />
          </Field>
        </div>
        <Checkbox
          checked={definition.totals ?? true}
          onChange={(totals) => onChange({ ...definition, totals })}
        >{t`Totals and subtotals`}</Checkbox>
      </div>
    </details>
  );
}
