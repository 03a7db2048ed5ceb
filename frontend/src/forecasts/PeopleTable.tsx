import { useLingui } from "@lingui/react/macro";
import { PencilIcon } from "lucide-react";
import { useState } from "react";
import { ListLink } from "../reports/ListLink";
import { money, number, shortMoney } from "../session/formats";
import { useCan, useViewer } from "../session/viewer";
import { IconButton } from "../ui/Button";
import { numberColumns, textColumns, WideTable } from "../ui/WideTable";
import type { ForecastReportQuery } from "./forecast.gen";
import type { Forecast } from "./MethodBars";
import { WordDialog } from "./WordDialog";

export type Word = ForecastReportQuery["forecasts"]["nodes"][number];
type Part = Forecast["whole"];
type Props = {
  report: Forecast;
  words: readonly Word[];
  /** The month words are about; null where the period is not one month. */
  month: string | null;
  isNow: boolean;
  pipeline?: string;
};

/** Everybody's part of the forecast, and what they and their managers say beside it. */
export function PeopleTable({ report, words, month, isNow, pipeline }: Props) {
  const { t } = useLingui();
  const { user } = useViewer();
  const mayJudge = useCan("forecast.create");
  const [asked, setAsked] = useState<Part | null>(null);
  const parts = [...report.people, ...(report.people.length === 1 ? [] : [report.whole])];
  const said = (owner: string | null, voice: Word["voice"]) =>
    words.find(
      (one) => one.owner?.id === owner && one.voice === voice && one.level === "COMMIT" && one.amount !== null,
    );
  const heads = [
    t`Open deals`,
    t`Won`,
    t`Commit`,
    t`Best case`,
    t({ message: "Pipeline", context: "amount" }),
    t`Weighted`,
    t`Historical`,
    t`Time in stage`,
  ];
  return (
    <>
      <WideTable
        label={t`Forecast by person`}
        columns={[
          ...textColumns(t`Owner`),
          ...numberColumns(...heads, ...(month ? [t`Own word`, t`Manager's word`] : [])),
        ]}
      >
        {parts.map((one) => {
          const isWhole = one === report.whole;
          const name = isWhole ? t`All` : one.name || t`Others`;
          const own = said(one.ownerId, "OWN");
          const manager = said(one.ownerId, "MANAGER");
          const figures = [one.won, one.commit, one.bestCase, one.pipeline, one.weighted, one.historical, one.survival];
          return (
            <tr key={one.ownerId ?? (isWhole ? "all" : "none")} className="border-line border-b">
              <th scope="row" className={isWhole ? "py-2 pr-4 text-left" : "py-2 pr-4 text-left font-normal"}>
                {name}
              </th>
              <td className="px-3 py-2 text-right">
                {isNow && (one.ownerId || isWhole) ? (
                  <ListLink
                    to="/deals"
                    where={openDeals(report, isWhole ? null : one.ownerId, pipeline)}
                    label={t`${name}: show the ${number(one.deals)} deals`}
                  >
                    {number(one.deals)}
                  </ListLink>
                ) : (
                  number(one.deals)
                )}
              </td>
              {figures.map((amount, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a fixed row of columns
                <td key={n} className="px-3 py-2 text-right" title={money(amount)}>
                  {shortMoney(amount)}
                </td>
              ))}
              {month && <td className="px-3 py-2 text-right">{own && <Said word={own} />}</td>}
              {month && (
                <td className="px-3 py-1 text-right">
                  {manager && <Said word={manager} />}
                  {mayJudge && one.ownerId && (
                    <IconButton label={t`${name}: say a figure`} onClick={() => setAsked(one)}>
                      <PencilIcon />
                    </IconButton>
                  )}
                </td>
              )}
            </tr>
          );
        })}
      </WideTable>
      {month && (
        <p className="mt-3 text-ink-3 text-xs">
          {t`A word says what will be committed in the month, won deals included. It stands beside the computed figures and changes none.`}
        </p>
      )}
      {asked && month && (
        <WordDialog
          part={asked}
          month={month}
          word={said(asked.ownerId, asked.ownerId === user.id ? "OWN" : "MANAGER")}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function Said({ word }: { word: Word }) {
  const title = [money(word.amount), word.saidBy?.name, word.note].filter(Boolean).join(" · ");
  return <span title={title}>{shortMoney(word.amount)}</span>;
}

/** The filter of the open deals that are counted for somebody, or for all. */
function openDeals(report: Forecast, owner: string | null, pipeline?: string) {
  return {
    status: { eq: "OPEN" },
    forecastCategory: { neq: "OMITTED" },
    expectedCloseDate: { gte: report.first, lt: report.after },
    ...(owner ? { ownerId: { eq: owner } } : {}),
    ...(pipeline ? { pipelineId: { eq: pipeline } } : {}),
  };
}
