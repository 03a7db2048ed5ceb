import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { money, number } from "../session/formats";
import { Select } from "../ui/Select";
import { Block } from "./Block";
import type { DealWhere, HomeQuery } from "./home.gen";
import { HintMark, ImbalanceHints } from "./ImbalanceHints";
import { type Hint, hintsOf } from "./imbalance";
import { dealsBehind } from "./listLink";
import { ManagerCards } from "./ManagerCards";
import { managerRows, type Row, type Stage, totals, usedPipelines } from "./managerTable";
import { monthEnd } from "./questions";
import { StageBar } from "./StageBar";

export type Behind = { open: DealWhere; late: DealWhere; month: DealWhere; stage: (stage: Stage) => DealWhere };

export type ManagerAnswer = Pick<HomeQuery, "byStage" | "month" | "late" | "pipelines">;

/** Rep by stage with what is expected this month; each number opens the deals it counts. */
export function ManagerTable({ answer, today }: { answer: ManagerAnswer; today: string }) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState<string | null>(null);
  const used = usedPipelines(answer, answer.pipelines?.nodes ?? []);
  const pipeline = used.find((one) => one.id === chosen) ?? used[0];
  if (!pipeline) return null;
  const stages = pipeline.stages.nodes;
  const rows = managerRows(answer, pipeline.id, stages);
  const sum = totals(rows, stages);
  const behind = (owner?: string): Behind => {
    const of = owner === undefined ? {} : { ownerId: owner ? { eq: owner } : { isNull: true } };
    const open: DealWhere = { status: { eq: "OPEN" }, pipelineId: { eq: pipeline.id }, ...of };
    return {
      open,
      late: { ...open, isSlipped: { eq: true } },
      month: { ...open, expectedCloseDate: { gte: today, lte: monthEnd(today) } },
      stage: (stage) => ({ ...open, stageId: { eq: stage.id } }),
    };
  };
  const most = Math.max(...rows.map((row) => row.open), 1);
  return (
    <Block
      title={t`Open deals by rep and stage`}
      actions={
        used.length > 1 && (
          <div className="w-40">
            <Select
              label={t`Pipeline`}
              value={pipeline.id}
              options={used.map((one) => ({ value: one.id, label: one.name }))}
              onChange={setChosen}
            />
          </div>
        )
      }
    >
      <div className="hidden overflow-x-auto md:block">
        <table className="tnum w-full text-sm">
          <caption className="sr-only">{t`Open deals by rep and stage`}</caption>
          <thead className="text-ink-3 text-xs">
            <tr className="border-line border-b">
              <th scope="col" className="py-2 pr-3 text-left font-medium">{t`Owner`}</th>
              {stages.map((stage) => (
                <th key={stage.id} scope="col" className="px-3 py-2 text-right font-medium">
                  {stage.name}
                </th>
              ))}
              <th scope="col" className="px-3 py-2 text-right font-medium">{t`In progress`}</th>
              <th scope="col" className="w-1/5 px-3 py-2 text-left font-medium">
                <span className="sr-only">{t`Picture of the stages`}</span>
              </th>
              <th scope="col" className="px-3 py-2 text-right font-medium">{t`Past close date`}</th>
              <th scope="col" className="py-2 pl-3 text-right font-medium">{t`Expected this month`}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line
                key={row.owner}
                row={row}
                stages={stages}
                behind={behind(row.owner)}
                most={most}
                hints={hintsOf(row, rows)}
              />
            ))}
          </tbody>
          <tfoot>
            <Line row={{ ...sum, owner: "", name: t`Total` }} stages={stages} behind={behind()} />
          </tfoot>
        </table>
      </div>
      <ManagerCards rows={rows} sum={sum} stages={stages} behind={behind} most={most} />
      <ImbalanceHints rows={rows} stages={stages} />
      <p className="mt-1 text-ink-3 text-xs">
        <Trans>
          Expected: the amounts of open deals that should close from today to the end of the month, not weighted by
          probability.
        </Trans>
      </p>
    </Block>
  );
}

type LineProps = { row: Row; stages: readonly Stage[]; behind: Behind; most?: number; hints?: Hint[] };

function Line({ row, stages, behind, most, hints }: LineProps) {
  const strong = most === undefined ? "font-medium" : "";
  return (
    <tr className={most === undefined ? "" : "border-line border-b"}>
      <th scope="row" className="max-w-40 truncate py-2 pr-3 text-left font-medium">
        {row.name || "—"}
      </th>
      {stages.map((stage, place) => (
        <td key={stage.id} className={`px-3 text-right ${strong}`}>
          <HintMark hint={hints?.find((one) => one.place === place)} />
          <Figure count={row.counts[place] ?? 0} where={behind.stage(stage)} label={`${row.name} ${stage.name}`} />
        </td>
      ))}
      <td className={`px-3 text-right ${strong}`}>
        <Figure count={row.open} where={behind.open} label={row.name} />
      </td>
      <td className="px-3">{most !== undefined && <StageBar counts={row.counts} most={most} />}</td>
      <td className="px-3 text-right">
        <Figure count={row.late} where={behind.late} label={row.name} bad />
      </td>
      <td className="py-1 pl-3 text-right">
        <Expected row={row} where={behind.month} />
      </td>
    </tr>
  );
}

/** A number that opens what it counts. */
export function Figure({
  count,
  where,
  label,
  bad,
}: {
  count: number;
  where: DealWhere;
  label: string;
  bad?: boolean;
}) {
  if (count === 0) return <span className="inline-block min-w-6 py-1 text-ink-3 coarse:py-2">0</span>;
  return (
    <Link
      {...dealsBehind(where)}
      aria-label={`${label} ${number(count)}`}
      className={`-mx-1.5 inline-block min-w-6 rounded px-1.5 py-1 coarse:py-2 hover:bg-hover hover:underline ${bad ? "text-danger" : ""}`}
    >
      {number(count)}
    </Link>
  );
}

/** What is expected this month, and of how many deals. */
export function Expected({ row, where }: { row: Pick<Row, "expected" | "month" | "name">; where: DealWhere }) {
  if (row.month === 0) return <span className="text-ink-3">{money(0)}</span>;
  return (
    <Link {...dealsBehind(where)} className="group inline-block rounded">
      <span className="block font-medium group-hover:underline">{money(row.expected)}</span>
      <span className="block text-ink-3 text-xs">
        <Plural value={row.month} one="# deal" other="# deals" />
      </span>
    </Link>
  );
}
