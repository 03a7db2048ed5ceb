import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import { date, money, number } from "../session/formats";
import { type Problem, problemOf } from "../sync/problems";
import { Button } from "../ui/Button";
import { ErrorState } from "../ui/ErrorState";
import { Section } from "../ui/Page";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import { numberColumns, textColumns, WideTable } from "../ui/WideTable";
import type { Fall } from "./bridge";
import { STEP } from "./labels";
import type { StageName } from "./StagesThenAndNow";
import {
  ChangedDealsDocument,
  type ChangedDealsQuery,
  type PipelineStep,
  type PipelineWaterfallQueryVariables,
} from "./waterfall.gen";

type Row = ChangedDealsQuery["changedDeals"]["rows"][number];
type Props = {
  asked: PipelineWaterfallQueryVariables;
  fall: Fall;
  stages: readonly StageName[];
  step?: string;
  onStep: (step: string | undefined) => void;
};

/** The deals behind the steps, the largest change first: what each was worth, when it was expected and where it was, then and now. */
export function ChangedTable({ asked, fall, stages, step, onStep }: Props) {
  const { t, i18n } = useLingui();
  const chosen = fall.steps.find((one) => one.step === step && one.deals > 0)?.step;
  const { rows, more, problem, busy, load } = useChanged(asked, chosen);
  const stage = (id: string | null) => stages.find((one) => one.id === id)?.name;
  const [before, after] = [t`Before`, t`After`];
  return (
    <Section
      title={t`Deals behind it`}
      actions={
        <span className="w-48">
          <Select
            value={chosen ?? ""}
            label={t`What happened`}
            options={[
              { value: "", label: t`All changes` },
              ...fall.steps
                .filter((one) => one.deals > 0)
                .map((one) => ({
                  value: one.step as string,
                  label: `${i18n._(STEP[one.step])} · ${number(one.deals)}`,
                })),
            ]}
            onChange={(value) => onStep(value || undefined)}
          />
        </span>
      }
    >
      {problem ? (
        <ErrorState problem={problem} onRetry={() => load()} />
      ) : !rows ? (
        <SkeletonRows rows={6} />
      ) : rows.length === 0 ? (
        <p className="text-ink-3 text-sm">{t`Nothing changed between these days.`}</p>
      ) : (
        <>
          <WideTable
            label={t`Deals behind it`}
            columns={[
              ...textColumns(t`Deal`, t`What happened`),
              ...numberColumns(t({ message: "Change", context: "of an amount" }), before, after),
              ...textColumns(t`Expected close`, t`Stage`),
            ]}
          >
            {rows.map((one) => (
              <tr key={`${one.dealId}${one.step}`} className="border-line border-b">
                <th scope="row" className="max-w-64 truncate py-2 pr-4 text-left font-normal">
                  <Link
                    to="/deals/$dealId"
                    params={{ dealId: one.dealId }}
                    className="text-accent-text hover:underline"
                  >
                    {one.name}
                  </Link>
                </th>
                <td className="py-2 pr-4">{i18n._(STEP[one.step])}</td>
                <td className="px-3 py-2 text-right">{money(one.change)}</td>
                <td className="px-3 py-2 text-right">{money(one.amountBefore)}</td>
                <td className="px-3 py-2 text-right">{money(one.amountAfter)}</td>
                <td className="py-2 pr-4">
                  {thenNow(one.dayBefore && date(one.dayBefore), one.dayAfter && date(one.dayAfter))}
                </td>
                <td className="py-2 pr-4">{thenNow(stage(one.stageBefore), stage(one.stageAfter))}</td>
              </tr>
            ))}
          </WideTable>
          {more && <Button look="ghost" busy={busy} onClick={() => load(more)}>{t`Show more`}</Button>}
        </>
      )}
    </Section>
  );
}

/** What something was and became; once where it stayed. */
function thenNow(before: string | null | undefined, after: string | null | undefined): string {
  if (before && after && before !== after) return `${before} → ${after}`;
  return after ?? before ?? "–";
}

/** The deals of a step, page after page. */
function useChanged(asked: PipelineWaterfallQueryVariables, step?: PipelineStep) {
  const client = useClient();
  const [rows, setRows] = useState<Row[] | null>(null);
  const [more, setMore] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const asking = useRef(0);

  const load = useCallback(
    async (cursor?: string) => {
      asking.current += 1;
      const turn = asking.current;
      setBusy(true);
      const { data, error } = await client
        .query(ChangedDealsDocument, { ...asked, step, cursor }, { requestPolicy: "network-only" })
        .toPromise();
      // Another step was chosen meanwhile: its answer counts.
      if (turn !== asking.current) return;
      setBusy(false);
      if (!data) return setProblem(error ? problemOf(error) : null);
      setProblem(null);
      setRows((now) => [...(cursor ? (now ?? []) : []), ...data.changedDeals.rows]);
      setMore(data.changedDeals.endCursor);
    },
    [client, asked, step],
  );

  useEffect(() => {
    setRows(null);
    void load();
  }, [load]);
  return { rows, more, problem, busy, load };
}
