import { useLingui } from "@lingui/react/macro";
import { FilterIcon } from "lucide-react";
import { Button } from "../ui/Button";
import type { Where } from "../views/definition";
import { groupOf } from "./conditions";

/** Opens the filter, and says how many conditions it has. */
export function FilterButton({ filter, onOpen }: { filter: Where; onOpen: () => void }) {
  const { t } = useLingui();
  const conditions = groupOf(filter).parts.length;
  return (
    <Button
      icon={<FilterIcon />}
      aria-label={t`Filter`}
      className={conditions > 0 ? "border-accent! text-accent-text!" : ""}
      onClick={onOpen}
    >
      <span className="hidden sm:inline">{t`Filter`}</span>
      {conditions > 0 && <span className="tnum">{conditions}</span>}
    </Button>
  );
}
