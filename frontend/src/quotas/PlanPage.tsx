import { useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeftIcon, TargetIcon, WandSparklesIcon } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Asked } from "../reports/asking/Asked";
import { useReport } from "../reports/asking/useReport";
import { dayOf } from "../session/formats";
import { spanAround } from "../session/months";
import { act } from "../sync/act";
import { Button, buttonClass } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { notify } from "../ui/notify";
import { Page, Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { blockOf, type Cells, cellsOf, changes, type Line, ordered, pasted, type Spot } from "./cells";
import { FillDialog } from "./FillDialog";
import { HistoryDialog } from "./HistoryDialog";
import { METRICS, MetricBar } from "./MetricBar";
import { QuotaPlanDocument, type QuotaPlanQuery, SetQuotasDocument } from "./quotas.gen";
import { Sheet } from "./Sheet";

const route = getRouteApi("/reports/quotas/plan");
type Plan = QuotaPlanQuery["quotaPlan"];
const NONE: readonly Line[] = [];

/** Targets planned as in a sheet: people by months, typed, pasted, or filled from an earlier time. */
export function PlanPage() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const metric = METRICS.find((one) => one === search.metric) ?? "WON_AMOUNT";
  const every = search.every === "quarter" || search.every === "month" ? search.every : "year";
  const { from, months } = spanAround(search.from ?? dayOf(), every);
  const asked = useReport({ query: QuotaPlanDocument, variables: { metric, from, months } });
  const { data, isCancelled } = asked;
  // What is being changed stays on the sheet it was begun on: what others save meanwhile is told when it is saved, not overwritten.
  const [draft, setDraftOf] = useState<{ plan: Plan; cells: Cells } | null>(null);
  const plan = draft?.plan ?? data?.quotaPlan;
  const lines = plan?.lines ?? NONE;
  const loaded = useMemo(() => cellsOf(lines), [lines]);
  const setDraft = (next: Cells | null) => setDraftOf(next && plan ? { plan, cells: next } : null);
  const [filling, setFilling] = useState(false);
  const [history, setHistory] = useState<Line | null>(null);
  const [busy, setBusy] = useState(false);
  const cells = draft?.cells ?? loaded;
  const changed = plan && draft ? changes(lines, plan.months, loaded, draft.cells) : [];
  const count = changed.length;
  const mayPlan = lines.some((one) => one.mayPlan);
  useLeaveGuard(count > 0);
  // What is not saved belongs to its sheet; another one is another plan.
  const set = (part: Partial<typeof search>) => {
    if (count > 0) {
      notify({ title: t`Save or discard your changes first`, tone: "bad" });
      return;
    }
    setDraft(null);
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  };
  const put = ({ line, month }: Spot, value: number | null) =>
    setDraft(cells.map((row, n) => (n === line ? row.map((one, m) => (m === month ? value : one)) : row)));
  const paste = (at: Spot, text: string) => {
    // A block goes down the sheet as it is shown, whatever order the lines came in.
    const shown = ordered(lines).map((one) => lines.indexOf(one.line));
    const block = pasted(
      shown.map((n) => cells[n] ?? []),
      at,
      blockOf(text),
      (row) => lines[shown[row] ?? -1]?.mayPlan ?? false,
    );
    const next = [...cells];
    shown.forEach((n, row) => {
      next[n] = block.cells[row] ?? [];
    });
    setDraft(next);
    if (block.left > 0) notify({ title: t`Cells left as they were: ${block.left}`, tone: "bad" });
  };
  const save = async () => {
    setBusy(true);
    const outcome = await act(SetQuotasDocument, { input: { metric, cells: changed } });
    setBusy(false);
    if (!outcome.ok) {
      for (const one of outcome.errors) notify({ title: one.message, tone: "bad" });
      return;
    }
    notify({ title: t`Saved targets: ${count}` });
    saved.current = true;
    asked.again();
  };
  // The draft is over when what was saved has come back, or is not waited for.
  const saved = useRef(false);
  useEffect(() => {
    if (!(data || isCancelled) || !saved.current) return;
    saved.current = false;
    setDraftOf(null);
  }, [data, isCancelled]);

  return (
    <Page
      title={t`Plan targets`}
      lead={
        <Link
          to="/reports/quotas"
          search={{ metric }}
          aria-label={t`Back`}
          className={buttonClass("ghost", "icon", "-ml-2")}
        >
          <ArrowLeftIcon />
        </Link>
      }
      actions={
        mayPlan && (
          <Button icon={<WandSparklesIcon />} onClick={() => setFilling(true)}>
            {t`Fill…`}
          </Button>
        )
      }
      toolbar={<MetricBar metric={metric} every={every} from={from} months={months} onChange={set} />}
    >
      <div className="flex flex-col gap-4 p-3 md:p-6" aria-busy={asked.working}>
        <Asked report={asked} skeleton={<SkeletonRows rows={8} />}>
          {plan &&
            (lines.length === 0 ? (
              <EmptyState icon={<TargetIcon />} title={t`No targets to show`}>
                {t`Nobody whose targets you may see sells in this period.`}
              </EmptyState>
            ) : (
              <Section title={t`Targets by month`}>
                <Sheet
                  lines={lines}
                  months={plan.months}
                  currency={plan.currency}
                  loaded={loaded}
                  cells={cells}
                  onSet={put}
                  onBlock={paste}
                  onHistory={setHistory}
                />
                {mayPlan && (
                  <p className="mt-3 text-ink-3 text-xs">
                    {t`Type over a cell; arrows and Enter move on; a block copied from a spreadsheet is pasted from the cell you are in. Below a department's target stands the sum of its people's, and the difference.`}
                  </p>
                )}
              </Section>
            ))}
        </Asked>
        {count > 0 && (
          <div className="sticky bottom-3 flex items-center gap-2 rounded-xl bg-raised p-3 shadow-float">
            <p className="min-w-0 flex-1 text-sm">{t`Changed targets: ${count}`}</p>
            <Button look="ghost" onClick={() => setDraft(null)}>{t`Discard`}</Button>
            <Button look="primary" busy={busy} onClick={() => void save()}>{t`Save`}</Button>
          </div>
        )}
      </div>
      {filling && plan && (
        <FillDialog
          metric={metric}
          from={from}
          months={months}
          lines={lines}
          cells={cells}
          onFill={(next, filled) => {
            setDraft(next);
            setFilling(false);
            notify({ title: t`Filled cells: ${filled}` });
          }}
          onClose={() => setFilling(false)}
        />
      )}
      {history && (
        <HistoryDialog
          line={history}
          metric={metric}
          from={from}
          months={months}
          currency={plan?.currency ?? null}
          onClose={() => setHistory(null)}
        />
      )}
    </Page>
  );
}

/** The browser asks before a page with unsaved targets is closed. */
function useLeaveGuard(dirty: boolean) {
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [dirty]);
}
