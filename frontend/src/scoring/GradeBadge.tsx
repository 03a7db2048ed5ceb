import { useLingui } from "@lingui/react/macro";
import { Badge } from "../ui/Badge";
import { GRADE_TONE } from "./labels";

/** A lead's place in the grid, by the letter and the digit. */
export function GradeBadge({ grade }: { grade: string | null }) {
  const { t } = useLingui();
  if (!grade) return <span className="text-ink-3">—</span>;
  return (
    <Badge tone={GRADE_TONE[grade]} title={t`Grade ${grade}: A to C by fit, 1 to 3 by engagement`} className="tnum">
      {grade}
    </Badge>
  );
}
