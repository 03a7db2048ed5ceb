import { useLingui } from "@lingui/react/macro";
import { useCallback, useMemo } from "react";
import { Chart } from "../charts/Chart";
import type { Inks } from "../charts/palette";
import { Asked } from "../reports/asking/Asked";
import { useReport } from "../reports/asking/useReport";
import { date, money, shortMoney } from "../session/formats";
import { Section } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { numberColumns, textColumns, WideTable } from "../ui/WideTable";
import { ForecastHistoryDocument } from "./forecast.gen";
import { METHOD, METHODS } from "./labels";
import { linesOf } from "./lines";

type Props = { first: string; months: number; pipelineId: string | null; steady: boolean };

/** How the forecast of the period came about: a line for each method, and what was won by then. */
export function HistorySection(props: Props) {
  const { t, i18n } = useLingui();
  const asked = useReport({ query: ForecastHistoryDocument, variables: props });
  const data = asked.data;
  const points = data?.forecastHistory;
  const names = useMemo(() => [t`Won`, ...METHODS.map((one) => i18n._(METHOD[one]))], [t, i18n]);
  const values = useMemo(
    () =>
      points?.map((one) => [
        Number(one.won),
        ...METHODS.map((method) => Number(one.methods.find((other) => other.method === method)?.total ?? 0)),
      ]),
    [points],
  );
  const option = useCallback(
    (ink: Inks) =>
      linesOf(
        ink,
        (points ?? []).map((one) => date(one.asOf)),
        names.map((name, n) => ({ name, data: (values ?? []).map((row) => row[n] ?? 0), filled: n === 0 })),
        shortMoney,
      ),
    [points, names, values],
  );
  const label = t`How the forecast came about`;
  return (
    <Section title={label}>
      <Asked report={asked} skeleton={<Skeleton className="h-60 w-full" />}>
        {points &&
          values &&
          (points.length === 0 ? (
            <p className="text-ink-3 text-sm">{t`The period is too far ahead: nothing was forecast for it yet.`}</p>
          ) : (
            <>
              <Chart option={option} label={label} height={260} />
              <details className="mt-2 text-sm">
                <summary className="cursor-pointer text-ink-3 text-xs">{t`As a table`}</summary>
                <WideTable label={label} columns={[...textColumns(t`As of`), ...numberColumns(...names)]}>
                  {points.map((one, n) => (
                    <tr key={one.asOf} className="border-line border-b">
                      <th scope="row" className="py-2 pr-4 text-left font-normal">
                        {date(one.asOf)}
                      </th>
                      {values[n]?.map((value, column) => (
                        <td key={names[column]} className="px-3 py-2 text-right" title={money(value)}>
                          {shortMoney(value)}
                        </td>
                      ))}
                    </tr>
                  ))}
                </WideTable>
              </details>
            </>
          ))}
      </Asked>
    </Section>
  );
}
