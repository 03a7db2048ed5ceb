import { useLingui } from "@lingui/react/macro";
import { monthName } from "../calendars/days";
import { Checkbox } from "../ui/Checkbox";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { Select } from "../ui/Select";
import type { Definition } from "./definition";
import type { Shapes } from "./fields";
import { usePieceText } from "./usePieceText";

type Props = { shapes: Shapes; definition: Definition; onChange: (definition: Definition) => void };
const MONTHS = Array.from({ length: 12 }, (_, month) => month);

/** What is said about a report as a whole: order, how many groups and which, the months of its years, the target of a gauge. */
export function BuilderOptions({ shapes, definition, onChange }: Props) {
  const { t } = useLingui();
  const say = usePieceText(shapes, definition.source);
  const { top, having } = definition;
  const grouped = (definition.rows?.length ?? 0) > 0;
  const number = (text: string) => (/^-?\d{1,12}(\.\d{1,4})?$/.test(text.trim()) ? text.trim() : undefined);
  const measures = definition.measures.map((one, n) => ({
    value: String(n),
    label: `${String.fromCharCode(65 + n)} ${say(one, n)}`,
  }));

  function first(count: number) {
    const { top: old, ...rest } = definition;
    onChange(count > 0 ? { ...rest, top: { ...old, first: count } } : rest);
  }
  function limit(part: Partial<NonNullable<Definition["having"]>>) {
    const { having: old, ...rest } = definition;
    const next = { ...old, ...part };
    onChange(next.gte || next.lte ? { ...rest, having: next } : rest);
  }

  return (
    <details className="rounded-lg border border-line px-3 py-2">
      <summary className="cursor-pointer font-medium text-ink-2 text-xs coarse:py-2.5">{t`Order, limits and target`}</summary>
      <div className="mt-3 flex flex-col gap-3">
        <div className="grid grid-cols-2 gap-2">
          <Field label={t`Order of the rows`}>
            <Select
              // The first groups by a number stand in its order.
              value={top ? "VALUE" : (definition.sort ?? "LABEL")}
              disabled={!!top}
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
              onChange={(event) => first(Math.min(100, Math.max(0, Math.round(Number(event.target.value)))))}
            />
          </Field>
        </div>
        {top && (
          <div className="flex flex-col gap-1 rounded-lg bg-canvas p-2">
            <Field label={t`Judged by`}>
              <Select
                value={String(top.by ?? 0)}
                options={measures}
                onChange={(by) => onChange({ ...definition, top: { ...top, by: Number(by) } })}
              />
            </Field>
            <Checkbox
              checked={top.smallest ?? false}
              onChange={(smallest) => onChange({ ...definition, top: { ...top, smallest } })}
            >{t`The smallest instead of the largest`}</Checkbox>
            <Checkbox
              checked={top.other ?? false}
              onChange={(other) => onChange({ ...definition, top: { ...top, other } })}
            >{t`The others together as one row`}</Checkbox>
          </div>
        )}
        <div className="grid grid-cols-2 gap-2" key={String(grouped)}>
          <Field label={t`Value at least`}>
            <Input
              inputMode="decimal"
              disabled={!grouped}
              defaultValue={having?.gte ?? ""}
              onBlur={(event) => limit({ gte: number(event.target.value) })}
            />
          </Field>
          <Field label={t`Value at most`}>
            <Input
              inputMode="decimal"
              disabled={!grouped}
              defaultValue={having?.lte ?? ""}
              onBlur={(event) => limit({ lte: number(event.target.value) })}
            />
          </Field>
        </div>
        {having && (
          <Field label={t`Of the value`}>
            <Select value={String(having.by ?? 0)} options={measures} onChange={(by) => limit({ by: Number(by) })} />
          </Field>
        )}
        <div className="grid grid-cols-2 gap-2">
          <Field label={t`Year begins in`} hint={t`For years and quarters`}>
            <Select
              value={String(definition.fiscalMonth ?? 1)}
              options={MONTHS.map((month) => ({ value: String(month + 1), label: monthName(month) }))}
              onChange={(month) => onChange({ ...definition, fiscalMonth: Number(month) })}
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
