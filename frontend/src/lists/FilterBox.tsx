import { useLingui } from "@lingui/react/macro";
import { PlusIcon, XIcon } from "lucide-react";
import { Button, IconButton } from "../ui/Button";
import { Menu, type MenuEntry } from "../ui/Menu";
import { Select } from "../ui/Select";
import { Segmented } from "../ui/Toggle";
import type { Group, Many, Nested, Part } from "./conditions";
import { FilterLine } from "./FilterLine";
import { fresh } from "./fresh";
import type { Shape, Shapes } from "./shape";

const DEEPEST = 2;

type BoxProps = {
  shape: Shape;
  shapes: Shapes | null;
  group: Group;
  titles: ReadonlyMap<string, string>;
  depth: number;
  /** Whether conditions can be left to readers. */
  canOpen?: boolean;
  onChange: (group: Group) => void;
  onRemove?: () => void;
};

/** Conditions all or any of which must hold; among them groups, and conditions on related records. */
export function FilterBox({ shape, shapes, group, titles, depth, canOpen, onChange, onRemove }: BoxProps) {
  const { t } = useLingui();
  const set = (index: number, part: Part | null) =>
    onChange({ ...group, parts: group.parts.flatMap((one, at) => (at === index ? (part ? [part] : []) : [one])) });
  const add = (part: Part) => onChange({ ...group, parts: [...group.parts, part] });
  const inner = { shapes, titles, depth: depth + 1 };

  function related(): MenuEntry[] {
    const nested = (how: Nested["how"], key: string, parts: Part[]) =>
      add({ kind: "nested", how, key, group: { kind: "group", all: true, parts } });
    const links = shape.fields.filter(
      (one) => one.isFilterable && one.kind === "LINK" && shapes?.has(one.target ?? ""),
    );
    const made: MenuEntry[] = [{ kind: "title", label: t`Records that belong to it` }];
    for (const edge of shape.edges)
      if (shapes?.has(edge.target))
        made.push({ label: shape.edgeLabel(edge), onSelect: () => nested("some", edge.name, []) });
    if (made.length === 1) made.pop();
    if (links.length > 0) made.push({ kind: "title", label: t`What it is linked to` });
    for (const link of links) {
      const there = shapes?.get(link.target ?? "");
      if (there) made.push({ label: shape.label(link.name), onSelect: () => nested("is", link.name, [fresh(there)]) });
    }
    return made;
  }

  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{depth > 0 ? t`Group of conditions` : t`Conditions`}</legend>
      {(depth === 0 || onRemove || group.parts.length > 1) && (
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
      )}
      <ul className="flex flex-col gap-3">
        {group.parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no other identity, and are edited in place
          <li key={index} className="min-w-0">
            {part.kind === "group" ? (
              <div className="rounded-xl border border-line bg-canvas p-3">
                <FilterBox
                  {...inner}
                  shape={shape}
                  group={part}
                  onChange={(next) => set(index, next)}
                  onRemove={() => set(index, null)}
                />
              </div>
            ) : part.kind === "nested" ? (
              <FilterNested
                {...inner}
                shape={shape}
                part={part}
                onChange={(next) => set(index, next)}
                onRemove={() => set(index, null)}
              />
            ) : (
              <FilterLine
                shape={shape}
                part={part}
                titles={titles}
                canOpen={canOpen && group.all}
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
          <>
            <Button
              look="ghost"
              icon={<PlusIcon />}
              onClick={() => add({ kind: "group", all: !group.all, parts: [fresh(shape)] })}
            >
              {t`Add a group`}
            </Button>
            <Menu
              label={t`Related records`}
              entries={related}
              trigger={
                <Button look="ghost" icon={<PlusIcon />}>
                  {t`Related records`}
                </Button>
              }
            />
          </>
        )}
      </div>
    </fieldset>
  );
}

type NestedProps = Omit<BoxProps, "group" | "onChange" | "onRemove" | "canOpen"> & {
  part: Nested;
  onChange: (part: Nested) => void;
  onRemove: () => void;
};

/** Conditions on other records: on those that belong to one, or on what a link leads to; or what must not hold. */
function FilterNested({ shape, shapes, part, onChange, onRemove, ...rest }: NestedProps) {
  const { t } = useLingui();
  const edge = shape.edge(part.key);
  const there = part.how === "not" ? shape : shapes?.get((edge ?? shape.field(part.key))?.target ?? "");
  const name = part.how === "not" ? t`Must not hold` : edge ? shape.edgeLabel(edge) : shape.label(part.key);
  return (
    <section aria-label={name} className="rounded-xl border border-line bg-canvas p-3">
      <div className="mb-3 flex items-center gap-2">
        <h3 className="min-w-0 flex-1 truncate font-medium text-sm">{name}</h3>
        {edge && (
          <div className="w-36 shrink-0">
            <Select
              label={t`How many of them`}
              value={part.how as Many}
              options={[
                { value: "some", label: t`at least one` },
                { value: "none", label: t`none` },
                { value: "first", label: t`the first` },
              ]}
              onChange={(how) => onChange({ ...part, how })}
            />
          </div>
        )}
        <IconButton label={t`Remove this condition`} icon={<XIcon />} onClick={onRemove} />
      </div>
      {there ? (
        <FilterBox
          {...rest}
          shape={there}
          shapes={shapes}
          group={part.group}
          onChange={(group) => onChange({ ...part, group })}
        />
      ) : (
        <p className="text-ink-3 text-sm">{t`You may not read these records.`}</p>
      )}
    </section>
  );
}
