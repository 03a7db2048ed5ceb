import { useLingui } from "@lingui/react/macro";
import {
  CalendarIcon,
  HashIcon,
  LinkIcon,
  ListIcon,
  type LucideIcon,
  PlusIcon,
  ToggleLeftIcon,
  TypeIcon,
} from "lucide-react";
import { useState } from "react";
import type { Field, Shape } from "../lists/shape";
import { SearchInput } from "../ui/Input";
import { Menu } from "../ui/Menu";
import { SHELVES, type Shelf } from "./definition";
import { fits, isReadable, type Shapes } from "./fields";
import { SHELF } from "./labels";

const ICONS: Record<string, LucideIcon> = {
  DATE: CalendarIcon,
  DATETIME: CalendarIcon,
  INT: HashIcon,
  DECIMAL: HashIcon,
  LINK: LinkIcon,
  ENUM: ListIcon,
  BOOL: ToggleLeftIcon,
};

type Props = { shapes: Shapes; source: string; onAdd: (path: string, shelf: Shelf) => void };

/** The fields a report can use: those of its records, and those of what they belong to. */
export function FieldPalette({ shapes, source, onAdd }: Props) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const shape = shapes.get(source);
  if (!shape) return null;
  const links = shape.fields.filter(
    (one) => one.kind === "LINK" && isReadable(one) && one.target && shapes.has(one.target),
  );
  return (
    <section aria-label={t`Fields`}>
      <h3 className="mb-1 font-medium text-ink-2 text-xs">{t`Fields`}</h3>
      <SearchInput label={t`Find a field`} value={text} onChange={setText} className="mb-2" />
      <div data-drop-list="palette" className="flex flex-col gap-1">
        <Group shape={shape} title={shape.title} prefix="" text={text} isOpen onAdd={onAdd} />
        {links.map((link) => {
          const target = shapes.get(link.target ?? "");
          if (!target) return null;
          const title = shape.label(link.name);
          return (
            <Group
              key={link.name}
              shape={target}
              title={title}
              prefix={`${link.name}.`}
              text={text}
              isOpen={text !== ""}
              onAdd={onAdd}
            />
          );
        })}
      </div>
    </section>
  );
}

type GroupProps = { shape: Shape; title: string; prefix: string; text: string; isOpen: boolean; onAdd: Props["onAdd"] };

function Group({ shape, title, prefix, text, isOpen, onAdd }: GroupProps) {
  const wanted = text.trim().toLowerCase();
  const fields = shape.fields.filter(
    (one) =>
      SHELVES.some((shelf) => fits(one, shelf)) &&
      (!wanted || shape.label(one.name).toLowerCase().includes(wanted) || title.toLowerCase().includes(wanted)),
  );
  if (fields.length === 0) return null;
  return (
    <details open={isOpen} key={String(isOpen)}>
      <summary className="cursor-pointer rounded-md px-1 py-1 font-medium text-ink-2 text-xs hover:bg-hover coarse:py-2.5">
        {title}
      </summary>
      <ul className="flex flex-col">
        {fields.map((one) => (
          <Row key={one.name} field={one} label={shape.label(one.name)} path={`${prefix}${one.name}`} onAdd={onAdd} />
        ))}
      </ul>
    </details>
  );
}

function Row({ field, label, path, onAdd }: { field: Field; label: string; path: string; onAdd: Props["onAdd"] }) {
  const { t, i18n } = useLingui();
  const Icon = ICONS[field.kind] ?? TypeIcon;
  return (
    <li
      data-drag-item={`palette:${path}`}
      className="flex h-8 cursor-grab touch-manipulation items-center gap-2 rounded-md pl-2 text-sm hover:bg-hover coarse:h-11"
    >
      <Icon className="size-3.5 shrink-0 text-ink-3" aria-hidden />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      <Menu
        label={label}
        entries={() =>
          SHELVES.filter((shelf) => fits(field, shelf)).map((shelf) => {
            const title = i18n._(SHELF[shelf]);
            return { label: t`Add to ${title}`, onSelect: () => onAdd(path, shelf) };
          })
        }
        trigger={
          <button
            type="button"
            aria-label={t`Add ${label}`}
            className="grid size-8 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink coarse:size-11"
          >
            <PlusIcon className="size-4" />
          </button>
        }
      />
    </li>
  );
}
