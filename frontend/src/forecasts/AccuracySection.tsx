import { useLingui } from "@lingui/react/macro";
import { useCallback, useMemo } from "react";
import { Chart } from "../charts/Chart";
import type { Inks } from "../charts/palette";
import { Asked } from "../reports/asking/Asked";
import { useReport } from "../reports/asking/useReport";
import { share } from "../reports/stageTypes";
import { money, monthOf, shortMoney } from "../session/formats";
import { Section } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { numberColumns, textColumns, WideTable } from "../ui/WideTable";
import { ForecastAccuracyDocument } from "./forecast.gen";
import { METHOD, METHODS } from "./labels";
import { linesOf } from "./lines";

type Props = { pipelineId: string | null; steady: boolean };

/** How good the methods were: what each said on the first day of the last months, beside what was won. */
export function AccuracySection(props: Props) {
  const { t, i18n } = useLingui();
  const asked = useReport({ query: ForecastAccuracyDocument, variables: props });
  const data = asked.data;
  const months = data?.forecastAccuracy;
  const names = useMemo(() => [t`Won`, ...METHODS.map((one) => i18n._(METHOD[one]))], [t, i18n]);
  const option = useCallback(
    (ink: Inks) =>
      linesOf(
        ink,
        (months ?? []).map((one) => monthOf(one.month)),
        names.map((name, n) => ({
          name,
          isBar: n === 0,
          data: (months ?? []).map((one) => Number(n === 0 ? one.actual : (of(one, n - 1)?.forecast ?? 0))),
        })),
        shortMoney,
      ),
    [months, names],
  );
  const label = t`How good the forecasts were`;
  return (
    <Section title={label}>
      <Asked report={asked} skeleton={<Skeleton className="h-60 w-full" />}>
        {months && (
          <>
            <Chart option={option} label={label} height={260} />
            <WideTable label={label} columns={[...textColumns(t`Month`), ...numberColumns(...names)]}>
              {months.map((one) => (
                <tr key={one.month} className="border-line border-b">
                  <th scope="row" className="py-2 pr-4 text-left font-normal">
                    {monthOf(one.month)}
                  </th>
                  <td className="px-3 py-2 text-right" title={money(one.actual)}>
                    {shortMoney(one.actual)}
                  </td>
                  {METHODS.map((method, n) => (
                    <td key={method} className="px-3 py-2 text-right" title={money(of(one, n)?.forecast)}>
                      {share(of(one, n)?.accuracy)}{" "}
                      <span className="text-ink-3 text-xs">{signed(of(one, n)?.bias)}</span>
                    </td>
                  ))}
                </tr>
              ))}
            </WideTable>
            <p className="mt-3 text-ink-3 text-xs">
              {t`What each method said on the first day of the month. Its accuracy is 1 less the share it was off; small: above 0 it promised too much.`}
            </p>
          </>
        )}
      </Asked>
    </Section>
  );
}

type Month = { methods: readonly { method: string; forecast: string; accuracy: number | null; bias: number | null }[] };
const of = (one: Month, n: number) => one.methods.find((other) => other.method === METHODS[n]);

const signed = (value: number | null | undefined) =>
  value === null || value === undefined ? "" : `${value > 0 ? "+" : ""}${share(value)}`;
