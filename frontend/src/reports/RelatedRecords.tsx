import { useLingui } from "@lingui/react/macro";
import { FilterIcon, PlusIcon, XIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button, IconButton } from "../ui/Button";
import { Menu } from "../ui/Menu";
import { Select } from "../ui/Select";
import { type Definition, JOINS, type Related } from "./definition";
import type { Shapes } from "./fields";
import { JOIN } from "./labels";
import { useSources } from "./useSources";

const FilterDialog = lazy(() => import("../lists/FilterDialog").then((module) => ({ default: module.FilterDialog })));
const MOST = 3;

type Props = { shapes: Shapes; definition: Definition; onChange: (definition: Definition) => void };

/** The records that belong to those a report is about: which of them count, and whether each must have one. */
export function RelatedRecords({ shapes, definition, onChange }: Props) {
  const { t, i18n } = useLingui();
  const [asking, setAsking] = useState<string | null>(null);
  const sources = useSources();
  const shape = shapes.get(definition.source);
  const related = definition.related ?? [];
  const edges = shape?.edges.filter((one) => sources.includes(one.target)) ?? [];
  if (!shape || edges.length === 0) return null;
  const free = edges.filter((edge) => !related.some((one) => one.edge === edge.name));
  const put = (next: Related[]) => onChange({ ...definition, related: next });
  const set = (edge: string, part: Partial<Related>) =>
    put(related.map((one) => (one.edge === edge ? { ...one, ...part } : one)));
  const add = (edge: string) =>
    onChange({
      ...definition,
      related: [...related, { edge, how: "WITH" }],
      // Whoever asks for deals of accounts wants to know how many there are.
      measures:
        definition.measures.length < 8
          ? [...definition.measures, { function: "COUNT", of: edge }]
          : definition.measures,
    });
  const asked = related.find((one) => one.edge === asking);
  const there = asked && shapes.get(shape.edge(asked.edge)?.target ?? "");
  return (
    <section aria-label={t`Related records`}>
      <div className="mb-1 flex min-h-7 items-center justify-between">
        <h3 className="font-medium text-ink-2 text-xs">{t`Related records`}</h3>
        {free.length > 0 && related.length < MOST && (
          <Menu
            label={t`Add related records`}
            entries={() => free.map((edge) => ({ label: shape.edgeLabel(edge), onSelect: () => add(edge.name) }))}
            trigger={
              <Button look="ghost" size="sm" icon={<PlusIcon />} aria-label={t`Add related records`}>
                {t`Add`}
              </Button>
            }
          />
        )}
      </div>
      <ul className="flex flex-col gap-1.5">
        {related.map((one) => {
          const edge = shape.edge(one.edge);
          const name = edge ? shape.edgeLabel(edge) : one.edge;
          const isNarrowed = Object.keys(one.where ?? {}).length > 0;
          return (
            <li key={one.edge} className="rounded-md bg-surface py-1 pl-2.5 shadow-lift">
              <div className="flex items-center">
                <span className="min-w-0 flex-1 truncate text-sm">{name}</span>
                <IconButton
                  label={t`Which ${name} count`}
                  icon={<FilterIcon className={isNarrowed ? "text-accent-text" : ""} />}
                  disabled={!edge}
                  onClick={() => setAsking(one.edge)}
                />
                <IconButton
                  label={t`Remove ${name}`}
                  icon={<XIcon />}
                  onClick={() => put(related.filter((other) => other.edge !== one.edge))}
                />
              </div>
              <Select
                className="mr-2.5 mb-1.5 w-auto!"
                label={t`Whether each has ${name}`}
                value={one.how ?? "WITH"}
                options={JOINS.map((how) => ({ value: how, label: i18n._(JOIN[how]) }))}
                onChange={(how) => set(one.edge, { how })}
              />
            </li>
          );
        })}
      </ul>
      <Suspense>
        {asked && there && (
          <FilterDialog
            shape={there}
            filter={asked.where ?? {}}
            onApply={(where) => set(asked.edge, { where: Object.keys(where).length > 0 ? where : undefined })}
            onClose={() => setAsking(null)}
          />
        )}
      </Suspense>
    </section>
  );
}
