import { useLingui } from "@lingui/react/macro";
import { FilterIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { groupOf } from "../lists/conditions";
import type { Shape } from "../lists/shape";
import { Button } from "../ui/Button";
import type { Definition } from "./definition";

const FilterDialog = lazy(() => import("../lists/FilterDialog").then((module) => ({ default: module.FilterDialog })));

type Props = { shape: Shape; definition: Definition; onChange: (definition: Definition) => void };

/** Which records a report counts: anybody who looks at it may ask for others. */
export function FilterButton({ shape, definition, onChange }: Props) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const filter = definition.where ?? {};
  const conditions = groupOf(filter).parts.length;
  return (
    <>
      <Button
        id="report-filter"
        icon={<FilterIcon />}
        aria-label={t`Filter`}
        className={conditions > 0 ? "border-accent! text-accent-text!" : ""}
        onClick={() => setOpen(true)}
      >
        <span className="hidden sm:inline">{t`Filter`}</span>
        {conditions > 0 && <span className="tnum">{conditions}</span>}
      </Button>
      <Suspense>
        {open && (
          <FilterDialog
            shape={shape}
            filter={filter}
            onApply={(where) => onChange({ ...definition, where })}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </>
  );
}
