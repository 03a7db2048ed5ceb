import { useLingui } from "@lingui/react/macro";
import { useCallback, useState } from "react";
import { act } from "../sync/act";
import { notify } from "../ui/notify";
import { type DealFactsFragment, MoveDealHereDocument } from "./deals.gen";
import { type MoveExtra, type Unmet, unmetOf } from "./moving";

export type PageRefusal = { stageId: string; stageName: string; unmet: readonly Unmet[]; canOverride: boolean };

/** Moves a deal from its own page, through the same gate as on the board. */
export function useStageMove(deal: DealFactsFragment | null | undefined) {
  const { t } = useLingui();
  const [refusal, setRefusal] = useState<PageRefusal | null>(null);
  const [busy, setBusy] = useState(false);

  const move = useCallback(
    async (stageId: string, stageName: string, extra: MoveExtra = {}) => {
      if (!deal) return;
      setBusy(true);
      const outcome = await act(MoveDealHereDocument, {
        input: { id: deal.id, version: deal.version, stageId, ...extra },
      });
      setBusy(false);
      if (outcome.ok && outcome.payload.deal && outcome.payload.unmet.length === 0) {
        setRefusal(null);
        notify({ title: t`Now in ${stageName}` });
        return;
      }
      const { payload } = outcome;
      const unmet = unmetOf(payload?.unmet, outcome.ok ? [] : outcome.errors);
      if (unmet.length > 0) setRefusal({ stageId, stageName, unmet, canOverride: payload?.canOverride ?? false });
      else if (!outcome.ok) for (const error of outcome.errors) notify({ title: error.message, tone: "bad" });
    },
    [deal, t],
  );
  return { move, busy, refusal, clear: () => setRefusal(null) };
}
