import { Trans, useLingui } from "@lingui/react/macro";
import { FilterIcon } from "lucide-react";
import { useState } from "react";
import { FilterChips } from "../lists/FilterChips";
import { FilterDialog } from "../lists/FilterDialog";
import { useShape } from "../lists/shape";
import { Button } from "../ui/Button";
import type { Where } from "../views/definition";

/** The condition of a rule, built as a filter of the list of leads is. */
export function Condition({ value, onChange }: { value: Where; onChange: (value: Where) => void }) {
  const { t } = useLingui();
  const { shape } = useShape("lead");
  const [open, setOpen] = useState(false);
  if (!shape) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {Object.keys(value).length === 0 ? (
        <p className="text-ink-2 text-sm">{t`Every lead.`}</p>
      ) : (
        <FilterChips shape={shape} filter={value} onChange={onChange} onOpen={() => setOpen(true)} />
      )}
      <Button size="sm" icon={<FilterIcon />} onClick={() => setOpen(true)}>
        <Trans>Set conditions</Trans>
      </Button>
      {open && <FilterDialog shape={shape} filter={value} onApply={onChange} onClose={() => setOpen(false)} />}
    </div>
  );
}
