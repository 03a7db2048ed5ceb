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
import type { Edge, Shape } from "../lists/shape";
import { SearchInput } from "../ui/Input";
import { Menu } from "../ui/Menu";
import { type Definition, SHELVES, type Shelf } from "./definition";
import { type Found, fits, isReadable, type Shapes } from "./fields";
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

type Props = { shapes: Shapes; definition: Definition; onAdd: (path: string, shelf: Shelf) => void };
/** So many links lead from the records of a report to a field. */
const MOST_LINKS = 3;

/** The fields a report can use: those of its records, of what they belong to, and numbers of related records. */
export function FieldPalette({ shapes, definition, onAdd }: Props) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const shape = shapes.get(definition.source);
  if (!shape) return null;
  const all = { shapes, text, onAdd };
  const related = definition.related?.filter((one) => one.how !== "WITHOUT") ?? [];
  return (
    <section aria-label={t`Fields`}>
      <h3 className="mb-1 font-medium text-ink-2 text-xs">{t`Fields`}</h3>
      <SearchInput label={t`Find a field`} value={text} onChange={setText} className="mb-2" />
      <div data-drop-list="palette" className="flex flex-col gap-1">
        <Group {...all} shape={shape} title={shape.title} path={[]} isOpen />
        {related.map(({ edge: name }) => {
          const edge = shape.edge(name);
          const there = edge && shapes.get(edge.target);
          if (!there) return null;
          return (
            <Group key={name} {...all} shape={there} title={shape.edgeLabel(edge)} path={[name]} edge={edge} isOpen />
          );
        })}
        <Links {...all} shape={shape} path={[]} />
      </div>
    </section>
  );
}

type LinksProps = { shapes: Shapes; shape: Shape; text: string; path: readonly string[]; onAdd: Props["onAdd"] };

/** What the links of some records lead to. */
function Links({ shape, path, ...all }: LinksProps) {
  if (path.length >= MOST_LINKS) return null;
  return shape.fields.map((link) => {
    const target = link.kind === "LINK" && isReadable(link) ? all.shapes.get(link.target ?? "") : undefined;
    if (!target) return null;
    const title = shape.label(link.name);
    // What is looked for is looked for near by: with every step there are many times as many fields.
    const isOpen = all.text !== "" && path.length === 0;
    return <Group key={link.name} {...all} shape={target} title={title} path={[...path, link.name]} isOpen={isOpen} />;
  });
}

type GroupProps = LinksProps & { title: string; edge?: Edge; isOpen: boolean };

function Group({ title, edge, isOpen, ...all }: GroupProps) {
  const { t } = useLingui();
  const [seen, setSeen] = useState(isOpen);
  const { shape, text, path, onAdd } = all;
  const wanted = text.trim().toLowerCase();
  const holds = (name: string) => !wanted || `${name} ${title}`.toLowerCase().includes(wanted);
  const fields = shape.fields.filter(
    (field) => SHELVES.some((shelf) => fits({ field, edge }, shelf)) && holds(shape.label(field.name)),
  );
  const number = t`Number of records`;
  const counts = edge && holds(number);
  if (fields.length === 0 && !counts) return null;
  const prefix = path.map((one) => `${one}.`).join("");
  const show = isOpen || seen;
  return (
    <details open={isOpen} key={String(isOpen)} onToggle={(event) => setSeen(event.currentTarget.open)}>
      <summary className="cursor-pointer rounded-md px-1 py-1 font-medium text-ink-2 text-xs hover:bg-hover coarse:py-2.5">
        {title}
      </summary>
      {show && (
        <>
          <ul className="flex flex-col">
            {counts && <Row found={{ path: prefix, edge, label: number }} onAdd={onAdd} />}
            {fields.map((field) => (
              <Row
                key={field.name}
                found={{ path: `${prefix}${field.name}`, field, edge, label: shape.label(field.name) }}
                onAdd={onAdd}
              />
            ))}
          </ul>
          {path.length > 0 && !edge && !wanted && (
            <div className="pl-3">
              <Links {...all} />
            </div>
          )}
        </>
      )}
    </details>
  );
}

function Row({ found, onAdd }: { found: Found; onAdd: Props["onAdd"] }) {
  const { t, i18n } = useLingui();
  const { field, path, label } = found;
  const Icon = field ? (ICONS[field.kind] ?? TypeIcon) : HashIcon;
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
          SHELVES.filter((shelf) => fits(found, shelf)).map((shelf) => {
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
