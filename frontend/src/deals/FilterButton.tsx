import { Trans, useLingui } from "@lingui/react/macro";
import { ListFilterIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { withTexts } from "../session/messages";
import { Button } from "../ui/Button";
import { type BoardSearch, CLEARED, filterCount } from "./boardSearch";
import type { Patch } from "./FilterPanel";

const load = () => withTexts(import("./FilterPanel"));
const FilterPanel = lazy(() => load().then((module) => ({ default: module.FilterPanel })));

type Props = { search: BoardSearch; onChange: Patch };

/** The button that opens the filters; it says how many are on. */
export function FilterButton({ search, onChange }: Props) {
  const { t } = useLingui();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const count = filterCount(search);
  return (
    <>
      <Button
        icon={<ListFilterIcon />}
        aria-label={count > 0 ? t`Filter, ${count} on` : t`Filter`}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onPointerEnter={() => void load()}
        onClick={(event) => setAnchor(anchor ? null : event.currentTarget)}
        className={count > 0 ? "border-accent! text-accent-text!" : ""}
      >
        <span className="hidden sm:inline">
          <Trans>Filter</Trans>
        </span>
        {count > 0 && <span className="tnum">{count}</span>}
      </Button>
      <Suspense>
        {anchor && (
          <FilterPanel
            anchor={anchor}
            search={search}
            onChange={onChange}
            onClear={() => onChange(CLEARED)}
            onClose={() => setAnchor(null)}
          />
        )}
      </Suspense>
    </>
  );
}
