import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { findAccounts } from "../accounts/findAccounts";
import { findUsers } from "../identity/findUsers";
import { useCustomForm } from "../records/useCustom";
import { useKnown } from "../records/useKnown";
import { baseCurrency } from "../session/formats";
import { recall } from "../session/settings";
import { useViewer } from "../session/viewer";
import { act, newKey } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { CreateDealDocument, type DealFactsFragment, DealPipelinesDocument, UpdateDealDocument } from "./deals.gen";

type Props = { deal?: DealFactsFragment; accountId?: string; onClose: () => void };

/** Makes or edits a deal. Its stage is not here: that changes only by moving it through its gate. */
export function DealForm({ deal, accountId, onClose }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { user } = useViewer();
  const [key] = useState(newKey);
  const account = useKnown(accountId);
  const [{ data }] = useQuery({ query: DealPipelinesDocument, pause: !!deal });
  const pipelines = useMemo(
    () => (data?.pipelines.nodes ?? []).filter((one) => one.isActive).sort((a, b) => a.position - b.position),
    [data],
  );
  const currency = deal?.amount?.currency ?? baseCurrency();
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "name", label: t`Name`, kind: "text", required: true, max: 200, wide: true },
      { name: "accountId", label: t`Account`, kind: "pick", required: !deal, find: findAccounts, wide: true },
      ...(deal || pipelines.length < 2
        ? []
        : [
            {
              name: "pipelineId",
              label: t`Pipeline`,
              kind: "select" as const,
              required: true,
              options: pipelines.map((one) => ({ value: one.id, label: one.name })),
            },
          ]),
      { name: "amount", label: t`Amount`, kind: "money", currency },
      { name: "expectedCloseDate", label: t`Expected close date`, kind: "date" },
      ...(deal
        ? [
            {
              name: "probability",
              label: t`Probability`,
              kind: "number" as const,
              maxValue: 99,
              unit: "%",
              disabled: deal.status !== "OPEN",
            },
          ]
        : []),
      { name: "nextStep", label: t`Next step`, kind: "text", max: 300, wide: true },
      { name: "nextFollowUpAt", label: t`Next follow-up`, kind: "datetime" },
      { name: "budgetRange", label: t`Budget range`, kind: "text", max: 100 },
      { name: "source", label: t`Source`, kind: "text", max: 100 },
      { name: "competitor", label: t`Competitor`, kind: "text", max: 200 },
      { name: "need", label: t`What the customer needs`, kind: "area", wide: true },
      ...(deal ? [] : [{ name: "ownerId", label: t`Owner`, kind: "pick" as const, find: findUsers }]),
      { name: "tags", label: t`Tags`, kind: "tags", hint: t`Separate with commas`, wide: true },
      { name: "description", label: t`Description`, kind: "area", wide: true },
    ],
    [t, deal, pipelines, currency],
  );
  const record = useMemo(
    () =>
      deal
        ? { ...deal, accountId: deal.account && { value: deal.account.id, label: deal.account.name } }
        : {
            accountId: account,
            ownerId: { value: user.id, label: user.name },
            pipelineId: (pipelines.find((one) => one.id === recall("pipeline")) ?? pipelines[0])?.id,
          },
    [deal, account, user, pipelines],
  );
  const form = useCustomForm("deal", deal?.id, fields, record);
  if (form.waits || (accountId && !account) || (!deal && pipelines.length === 0 && !data)) return null;
  return (
    <RecordForm
      title={deal ? t`Edit deal` : t`New deal`}
      description={deal?.name}
      fields={form.fields}
      record={form.record}
      known={!!deal}
      onClose={onClose}
      onSend={async (input) => {
        if (deal) {
          const outcome = await act(UpdateDealDocument, {
            input: { id: deal.id, version: deal.version, ...input } as never,
          });
          return outcome.ok ? null : outcome.errors;
        }
        const pipelineId = input.pipelineId ?? pipelines[0]?.id;
        const sent = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
        const outcome = await act(CreateDealDocument, { input: { ...sent, pipelineId, idempotencyKey: key } as never });
        if (!outcome.ok) return outcome.errors;
        const id = outcome.payload.deal?.id;
        notify({ title: t`Deal created` });
        if (id) queueMicrotask(() => navigate({ to: "/deals/$dealId", params: { dealId: id } }));
        return null;
      }}
    />
  );
}
