import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { TriangleAlertIcon } from "lucide-react";
import { number } from "../session/formats";
import { type Pipeline, type Report, share, stageOf } from "./stageTypes";

const WON = 1000;
/** How wide the names of the stages are. */
const NAMES = "clamp(5.5rem, 22%, 9rem)";
type Props = { report: Report; pipeline: Pipeline; isNow: boolean };

/** How many of the deals created got how far: a bar for each stage, what went on between them, and where most is lost. */
export function StageFunnel({ report, pipeline, isNow }: Props) {
  const { t } = useLingui();
  const created = report.created;
  const rows = [
    ...report.stages.map((one) => {
      const stage = stageOf(pipeline, one.stageId);
      return { id: one.stageId, name: stage?.name ?? "", count: one.reached, position: stage?.position ?? 0, one };
    }),
    { id: "won", name: t`Won`, count: report.won, position: WON, one: null },
  ];
  const most = Math.max(1, ...rows.map((row) => row.count));
  const matured = share(created ? report.matured / created : null);
  const overall = share(created ? report.won / created : null);
  return (
    <>
      <ol className="flex flex-col">
        {rows.map((row) => {
          const { one } = row;
          const isWorst = one?.stageId === report.bottleneck;
          const mean = share(one?.meanRate);
          const name = row.name;
          const count = number(row.count);
          return (
            <li key={row.id}>
              <div
                className="grid items-center gap-2 py-1 text-sm"
                style={{ gridTemplateColumns: `${NAMES} minmax(0, 1fr) 3.5rem` }}
              >
                <span className="truncate">{name}</span>
                <div className="h-7 rounded-md bg-hover" aria-hidden>
                  <div
                    className={isWorst ? "h-full rounded-md bg-warn" : "h-full rounded-md bg-accent"}
                    style={{ width: `${(row.count / most) * 100}%` }}
                  />
                </div>
                {isNow ? (
                  <Link
                    to="/deals"
                    search={{
                      f: {
                        pipelineId: { eq: pipeline.id },
                        createdAt: { gte: report.since },
                        status: { neq: "INVALID" },
                        furthestPosition: { gte: row.position },
                      },
                    }}
                    aria-label={t`${name}: show the ${count} deals`}
                    className="tnum text-right text-accent-text hover:underline"
                  >
                    {count}
                  </Link>
                ) : (
                  <span className="tnum text-right">{count}</span>
                )}
              </div>
              {one && (
                <p
                  className="tnum flex flex-wrap items-center gap-x-2 py-0.5 text-ink-3 text-xs"
                  style={{ paddingLeft: `calc(${NAMES} + 0.5rem)` }}
                >
                  ↓ {share(one.rate)}
                  {one.meanRate !== null && <span>{t`six months before: ${mean}`}</span>}
                  {isWorst && (
                    <span className="flex items-center gap-1 font-medium text-warn">
                      <TriangleAlertIcon className="size-3.5" />
                      {t`Most is lost here`}
                    </span>
                  )}
                </p>
              )}
            </li>
          );
        })}
      </ol>
      <p className="mt-3 text-ink-2 text-sm">
        {t`Of ${number(created)} deals created, ${number(report.won)} are won so far: ${overall}. ${matured} are closed; open ones may still be won.`}
      </p>
    </>
  );
}
