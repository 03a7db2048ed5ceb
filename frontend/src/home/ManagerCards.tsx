import { useLingui } from "@lingui/react/macro";
import { HintMark } from "./ImbalanceHints";
import { hintsOf } from "./imbalance";
import { type Behind, Expected, Figure } from "./ManagerTable";
import type { Row, Stage } from "./managerTable";
import { StageBar } from "./StageBar";

type Props = {
  rows: readonly Row[];
  sum: Omit<Row, "owner" | "name">;
  stages: readonly Stage[];
  behind: (owner?: string) => Behind;
  most: number;
};

/** The same table for a narrow screen: one card for each rep, the sum last. */
export function ManagerCards({ rows, sum, stages, behind, most }: Props) {
  const { t } = useLingui();
  const all = [...rows, { ...sum, owner: "", name: t`Total` }];
  return (
    <ul className="divide-y divide-line md:hidden">
      {all.map((row, index) => {
        const isTotal = index === rows.length;
        const links = behind(isTotal ? undefined : row.owner);
        return (
          <li key={isTotal ? "total" : row.owner} className="py-2.5">
            <div className="tnum flex items-start justify-between gap-3">
              <div className="min-w-0">
                <p className="truncate font-medium text-sm">{row.name || "—"}</p>
                {row.late > 0 && (
                  <p className="text-ink-3 text-xs">
                    {t`Past close date`} <Figure count={row.late} where={links.late} label={row.name} bad />
                  </p>
                )}
              </div>
              <div className="shrink-0 text-right text-sm">
                <Expected row={row} where={links.month} />
              </div>
            </div>
            {!isTotal && <StageBar counts={row.counts} most={most} />}
            <dl className="tnum mt-1.5 grid auto-cols-fr grid-flow-col gap-1 text-center">
              {stages.map((stage, place) => (
                <div key={stage.id} className="min-w-0">
                  <dt className="truncate text-2xs text-ink-3">{stage.name}</dt>
                  <dd className="text-base">
                    {!isTotal && <HintMark hint={hintsOf(row, rows).find((one) => one.place === place)} />}
                    <Figure
                      count={row.counts[place] ?? 0}
                      where={links.stage(stage)}
                      label={`${row.name} ${stage.name}`}
                    />
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
