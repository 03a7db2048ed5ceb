import { Badge } from "../ui/Badge";
import { useLabel } from "../ui/useLabel";
import { ROLE } from "./labels";
import { SPECIAL_RIGHT } from "./rightLabels";
import type { PermissionTable } from "./useWords";

/** Rights that are not about one kind of record. */
export function SpecialRights({ matrix }: { matrix: PermissionTable }) {
  const label = useLabel();
  return (
    <ul className="divide-y divide-line rounded-xl bg-surface px-4 shadow-lift">
      {matrix.rights.map((right) => (
        <li key={right.name} className="flex flex-wrap items-center gap-2 py-2.5">
          <span className="min-w-52 flex-1 text-sm">{label(SPECIAL_RIGHT, right.name)}</span>
          <span className="flex flex-wrap gap-1">
            {right.roles.map((role) => (
              <Badge key={role} tone="accent">
                {label(ROLE, role)}
              </Badge>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
