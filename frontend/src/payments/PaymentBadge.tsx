import { Badge } from "../ui/Badge";
import { useLabel } from "../ui/useLabel";
import { PAYMENT_STATUS, PAYMENT_TONE } from "./labels";

/** Where a payment stands. */
export function PaymentBadge({ status }: { status: string }) {
  const label = useLabel();
  return <Badge tone={PAYMENT_TONE[status]}>{label(PAYMENT_STATUS, status)}</Badge>;
}
