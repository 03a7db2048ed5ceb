import { PlusIcon } from "lucide-react";
import { Button } from "../ui/Button";
import { useOverlay } from "../ui/useOverlay";

/** Opens the form of a new record over the page; on a phone its icon stands alone. */
export function CreateButton({
  form,
  label,
}: {
  form: "account" | "contact" | "deal" | "contract" | "payment" | "lead" | "campaign" | "task";
  label: string;
}) {
  const open = useOverlay();
  return (
    <Button look="primary" icon={<PlusIcon />} onClick={() => open(form)} aria-label={label}>
      <span className="hidden sm:inline">{label}</span>
    </Button>
  );
}
