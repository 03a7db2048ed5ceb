import { Trans, useLingui } from "@lingui/react/macro";
import { FilterIcon } from "lucide-react";
import { useState } from "react";
import { FilterChips } from "../lists/FilterChips";
import { FilterDialog } from "../lists/FilterDialog";
import { useShape } from "../lists/shape";
import { Button } from "../ui/Button";
import type { Where } from "../views/definition";

type Props = {
  value: Where;
  onChange: (value: Where) => void;
  /** What the condition is about: leads, unless said otherwise. */
  object?: string;
  /** What an empty condition means. */
  every?: string;
};

/** The condition of a rule, built as a filter of a list is. */
export function Condition({ value, onChange, object = "lead", every }: Props) {
  const { t } = useLingui();
  const { shape } = useShape(object);
  const [open, setOpen] = useState(false);
  if (!shape) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {Object.keys(value).length === 0 ? (
        <p className="text-ink-2 text-sm">{every ?? t`Every lead.`}</p>
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
