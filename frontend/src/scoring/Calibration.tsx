import { useLingui } from "@lingui/react/macro";
import { CalibrationPlot } from "../charts/CalibrationPlot";
import { number, percent } from "../session/formats";

export type Bin = { from: number; to: number; predicted: number; actual: number; leads: number };
/** What was predicted of the held-out leads against what came of them; on the line, the prediction was right. */
export function Calibration({ bins }: { bins: readonly Bin[] }) {
  const { t } = useLingui();
  return (
    <figure className="m-0">
      <figcaption className="mb-1 font-medium text-ink-2 text-xs">{t`Calibration on the held-out leads`}</figcaption>
      <CalibrationPlot
        points={bins.map((one) => ({ predicted: one.predicted, actual: one.actual, count: one.leads }))}
        predicted={t`Predicted`}
        actual={t`Came true`}
      />
      <details className="mt-1 text-sm">
        <summary className="cursor-pointer text-ink-2 text-xs coarse:min-h-11 coarse:py-2.5">{t`As a table`}</summary>
        <table className="w-full text-left">
          <thead className="text-ink-3 text-xs">
            <tr>
              <th scope="col" className="py-1 font-normal">{t`Predicted`}</th>
              <th scope="col" className="text-right font-normal">{t`Came true`}</th>
              <th scope="col" className="text-right font-normal">{t`Leads`}</th>
            </tr>
          </thead>
          <tbody className="tnum divide-y divide-line">
            {bins.map((one) => (
              <tr key={one.from}>
                <td className="py-1">{percent(one.predicted * 100)}</td>
                <td className="text-right">{percent(one.actual * 100)}</td>
                <td className="text-right">{number(one.leads)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
