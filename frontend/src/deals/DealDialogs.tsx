import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { act } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import { type DealPageQuery, PauseDealDocument, ReopenDealDocument } from "./deals.gen";

type Deal = NonNullable<DealPageQuery["deal"]>;

/** Puts a deal to rest until a day: no warnings meanwhile. */
export function PauseDialog({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useLingui();
  const fields = useMemo<FieldSpec[]>(() => [{ name: "until", label: t`Until`, kind: "date", required: true }], [t]);
  return (
    <RecordForm
      kind="dialog"
      title={t`Pause this deal`}
      description={deal.name}
      fields={fields}
      submit={t`Pause`}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = await act(PauseDealDocument, {
          input: { id: deal.id, version: deal.version, ...input } as never,
        });
        return outcome.ok ? null : outcome.errors;
      }}
    />
  );
}

/** Opens a closed deal again, with the reason. */
export function ReopenDialog({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useLingui();
  const stages = deal.pipeline.stages.nodes.filter((stage) => stage.type === "OPEN");
  const fields = useMemo<FieldSpec[]>(
    () => [
      {
        name: "stageId",
        label: t`Back to stage`,
        kind: "select",
        required: true,
        options: stages.map((stage) => ({ value: stage.id, label: stage.name })),
      },
      {
        name: "reason",
        label: t`Reason`,
        kind: "area",
        required: true,
        max: 500,
        wide: true,
        hint: t`At least 10 characters`,
      },
    ],
    [t, stages],
  );
  const record = useMemo(() => ({ stageId: stages.at(-1)?.id }), [stages]);
  return (
    <RecordForm
      kind="dialog"
      title={t`Reopen this deal`}
      description={deal.name}
      fields={fields}
      record={record}
      submit={t`Reopen`}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = await act(ReopenDealDocument, {
          input: { id: deal.id, version: deal.version, ...input } as never,
        });
        return outcome.ok ? null : outcome.errors;
      }}
    />
  );
}
