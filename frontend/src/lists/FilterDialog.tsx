import { useLingui } from "@lingui/react/macro";
import { PlusIcon, XIcon } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select } from "../ui/Select";
import { Segmented } from "../ui/Toggle";
import type { Where } from "../views/definition";
import { type Condition, type Group, groupOf, type Part, whereOf } from "./conditions";
import { operatorOf, operatorsOf, spread } from "./operators";
import { type Shape, whereKey } from "./shape";
import { fieldOf, useConditionText } from "./useConditionText";
import { useTitles } from "./useTitles";
import { ValueInput } from "./ValueInput";

type Props = { shape: Shape; filter: Where; onApply: (filter: Where) => void; onClose: () => void };
const DEEPEST = 2;

/** Builds a filter: conditions that must all hold or any of which must, in groups. */
export function FilterDialog({ shape, filter, onApply, onClose }: Props) {
  const { t } = useLingui();
  const [group, setGroup] = useState<Group>(() => {
    const now = groupOf(filter);
    return now.parts.length > 0 ? now : { ...now, parts: [fresh(shape)] };
  });
  const titles = useTitles(filter);
  const apply = () => {
    onApply(whereOf(group));
    onClose();
  };
  return (
    <Dialog
      open
      width="lg"
      title={t`Filter`}
      onClose={onClose}
      footer={
        <>
          <Button look="ghost" className="mr-auto" onClick={() => setGroup({ ...group, parts: [] })}>
            {t`Remove all`}
          </Button>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" onClick={apply}>
            {t`Apply`}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <Box shape={shape} group={group} titles={titles} depth={0} onChange={setGroup} />
        <button type="submit" hidden>
          {t`Apply`}
        </button>
      </form>
    </Dialog>
  );
}

function fresh(shape: Shape): Condition {
  const field = shape.fields.find((one) => one.isFilterable && one.kind === "ENUM") ?? shape.fields[0];
  return start(shape, field?.name ?? "name");
}

function start(shape: Shape, name: string): Condition {
  const field = shape.field(name);
  return {
    kind: "condition",
    key: field ? whereKey(field) : name,
    comparison: field ? { ...operatorsOf(field)[0]?.start } : {},
  };
}

type BoxProps = {
  shape: Shape;
  group: Group;
  titles: ReadonlyMap<string, string>;
  depth: number;
  onChange: (group: Group) => void;
  onRemove?: () => void;
};

function Box({ shape, group, titles, depth, onChange, onRemove }: BoxProps) {
  const { t } = useLingui();
  const set = (index: number, part: Part | null) =>
    onChange({ ...group, parts: group.parts.flatMap((one, at) => (at === index ? (part ? [part] : []) : [one])) });
  const add = (part: Part) => onChange({ ...group, parts: [...group.parts, part] });
  return (
    <fieldset className={depth > 0 ? "rounded-xl border border-line bg-canvas p-3" : "min-w-0"}>
      <legend className="sr-only">{depth > 0 ? t`Group of conditions` : t`Conditions`}</legend>
      <div className="mb-3 flex items-center gap-2">
        <Segmented
          label={t`How conditions are joined`}
          value={group.all ? "all" : "any"}
          options={[
            { value: "all", label: t`All hold` },
            { value: "any", label: t`Any holds` },
          ]}
          onChange={(value) => onChange({ ...group, all: value === "all" })}
        />
        {onRemove && (
          <IconButton className="ml-auto" label={t`Remove this group`} icon={<XIcon />} onClick={onRemove} />
        )}
      </div>
      <ul className="flex flex-col gap-3">
        {group.parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no other identity, and are edited in place
          <li key={index} className="min-w-0">
            {part.kind === "group" ? (
              <Box
                shape={shape}
                group={part}
                titles={titles}
                depth={depth + 1}
                onChange={(next) => set(index, next)}
                onRemove={() => set(index, null)}
              />
            ) : (
              <Line
                shape={shape}
                part={part}
                titles={titles}
                onChange={(next) => set(index, next)}
                onRemove={() => set(index, null)}
              />
            )}
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button look="ghost" icon={<PlusIcon />} onClick={() => add(fresh(shape))}>
          {t`Add a condition`}
        </Button>
        {depth < DEEPEST && (
          <Button
            look="ghost"
            icon={<PlusIcon />}
            onClick={() => add({ kind: "group", all: !group.all, parts: [fresh(shape)] })}
          >
            {t`Add a group`}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

type LineProps = {
  shape: Shape;
  part: Exclude<Part, Group>;
  titles: ReadonlyMap<string, string>;
  onChange: (part: Part) => void;
  onRemove: () => void;
};

function Line({ shape, part, titles, onChange, onRemove }: LineProps) {
  const { t, i18n } = useLingui();
  const say = useConditionText(shape, titles);
  const field = part.kind === "condition" ? fieldOf(shape, part.key) : undefined;
  const remove = <IconButton label={t`Remove this condition`} icon={<XIcon />} onClick={onRemove} />;
  const operator = part.kind === "condition" && field ? operatorOf(field, part.comparison) : undefined;
  if (part.kind === "other" || !field || !operator)
    return (
      <div className="flex items-center gap-2 text-ink-2 text-sm">
        <span className="min-w-0 flex-1">{say(part)}</span>
        {remove}
      </div>
    );
  return (
    <div className="grid grid-cols-[1fr_auto] gap-2 sm:grid-cols-[minmax(8rem,1fr)_minmax(8rem,1fr)_minmax(0,2fr)_auto]">
      <Select
        label={t`Field`}
        options={shape.fields
          .filter((one) => one.isFilterable)
          .map((one) => ({ value: one.name, label: shape.label(one.name) }))}
        value={field.name}
        onChange={(name) => onChange(start(shape, name))}
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
    </div>
  );
}
