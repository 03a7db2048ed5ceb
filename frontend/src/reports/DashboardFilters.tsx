import { useLingui } from "@lingui/react/macro";
import { FilterIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useShapes } from "../lists/useShapes";
import { Button } from "../ui/Button";
import type { Layout, Shown } from "./tiles";

const FilterDialog = lazy(() => import("../lists/FilterDialog").then((module) => ({ default: module.FilterDialog })));

type Props = { layout: Layout; shown: readonly Shown[]; onChange: (layout: Layout) => void };

/** Filters that go with every report on the same kind of records; those that readers may change go with every report that has the field. */
export function DashboardFilters({ layout, shown, onChange }: Props) {
  const { t } = useLingui();
  const shapes = useShapes();
  const [asking, setAsking] = useState<string | null>(null);
  const sources = [...new Set(shown.flatMap((one) => one?.definition.source ?? []))];
  const shape = asking ? shapes?.get(asking) : undefined;
  return (
    <>
      {sources.map((source) => {
        const name = shapes?.get(source)?.title ?? source;
        const on =
          Object.keys(layout.filters[source] ?? {}).length > 0 || layout.controls.some((one) => one.source === source);
        return (
          <Button
            key={source}
            icon={<FilterIcon />}
            className={on ? "border-accent! text-accent-text!" : ""}
            onClick={() => setAsking(source)}
          >{t`Filter: ${name}`}</Button>
        );
      })}
      <Suspense>
        {asking && shape && (
          <FilterDialog
            shape={shape}
            filter={layout.filters[asking] ?? {}}
            controls={layout.controls.filter((one) => one.source === asking)}
            onApply={(where, controls) =>
              onChange({
                ...layout,
                filters: { ...layout.filters, [asking]: where },
                controls: [
                  ...layout.controls.filter((one) => one.source !== asking),
                  ...controls.map((one) => ({ ...one, source: asking })),
                ],
              })
            }
            onClose={() => setAsking(null)}
          />
        )}
      </Suspense>
    </>
  );
}
