import { useQuery } from "urql";
import { useOverlay } from "../ui/useOverlay";
import { ConvertDialog } from "./ConvertDialog";
import { LeadDialog, type LeadDialogName } from "./LeadDialogs";
import { LeadDocument } from "./leads.gen";

type Props = { id: string; name: LeadDialogName | "convert"; onClose: () => void };

/** What a drop on the board still needs to know: the dialogs of the lead's page. */
export function LeadMoveDialog({ id, name, onClose }: Props) {
  const openOverlay = useOverlay();
  const [{ data }] = useQuery({ query: LeadDocument, variables: { id }, requestPolicy: "cache-and-network" });
  const lead = data?.lead;
  if (lead?.id !== id) return null;
  if (name !== "convert") return <LeadDialog lead={lead} name={name} onClose={onClose} onGone={onClose} />;
  return (
    <ConvertDialog
      lead={lead}
      onClose={onClose}
      onLog={() => {
        onClose();
        void openOverlay("activity", id);
      }}
    />
  );
}
