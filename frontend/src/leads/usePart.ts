import { useLingui } from "@lingui/react/macro";
import { actOrTell } from "../sync/act";
import { notify } from "../ui/notify";
import { UndoLeadMergeDocument } from "./merge.gen";

/** Takes a merge of leads back; a refusal says why it cannot be. */
export function usePart() {
  const { t } = useLingui();
  return async (mergeId: string) => {
    const outcome = await actOrTell(UndoLeadMergeDocument, { input: { id: mergeId } });
    if (outcome.ok) notify({ title: t`The leads are apart again` });
    return outcome.ok;
  };
}
