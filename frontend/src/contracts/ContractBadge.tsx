import { Badge } from "../ui/Badge";
import { useLabel } from "../ui/useLabel";
import { CONTRACT_STATUS, CONTRACT_TONE } from "./labels";

/** Where a contract stands. */
export function ContractBadge({ status }: { status: string }) {
  const label = useLabel();
  return <Badge tone={CONTRACT_TONE[status]}>{label(CONTRACT_STATUS, status)}</Badge>;
}
