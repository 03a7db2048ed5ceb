import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { money, shortMoney } from "../session/formats";
import type { ForecastReportQuery } from "./forecast.gen";
import { ABOUT, METHOD } from "./labels";

export type Forecast = ForecastReportQuery["forecastReport"];

/** A bar for each method: what is won, what it expects besides, and the range it may come to. */
export function MethodBars({ report, isShort }: { report: Forecast; isShort?: boolean }) {
  const { t, i18n } = useLingui();
  const won = Number(report.whole.won);
  const most = Math.max(1, ...report.methods.map((one) => Math.max(Number(one.total), Number(one.high ?? 0))));
  const at = (value: number) => `${(100 * value) / most}%`;
  return (
    <>
      <ul className="flex flex-col gap-3">
        {report.methods.map((one) => {
          const low = one.low === null ? null : Number(one.low);
          const high = one.high === null ? null : Number(one.high);
          const from = shortMoney(low);
          const to = shortMoney(high);
          return (
            <li key={one.method}>
              <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
                <span className="font-medium">{i18n._(METHOD[one.method])}</span>
                <span className="tnum font-semibold" title={money(one.total)}>
                  {shortMoney(one.total)}
                </span>
                {low !== null && <span className="tnum text-ink-3 text-xs">{t`P10–P90: ${from} – ${to}`}</span>}
              </p>
              <span className="relative mt-1 flex h-6" aria-hidden>
                <span className="h-full rounded-l-md bg-good" style={{ width: at(won) }} />
                <span className="h-full rounded-r-md bg-accent" style={{ width: at(Number(one.open)) }} />
                {low !== null && high !== null && (
                  <span
                    className="absolute top-1/2 h-1.5 -translate-y-1/2 rounded-full bg-ink-2"
                    style={{ left: at(low), width: at(Math.max(high - low, most / 200)) }}
                  />
                )}
              </span>
              {!isShort && <p className="mt-0.5 text-ink-3 text-xs">{i18n._(ABOUT[one.method])}</p>}
            </li>
          );
        })}
      </ul>
      <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-3 text-xs">
        <Key className="bg-good">{t`Won so far: ${shortMoney(won)}`}</Key>
        <Key className="bg-accent">{t`Expected of open deals`}</Key>
        <Key className="bg-ink-2">{t`Eight of ten times it ends in here`}</Key>
      </p>
    </>
  );
}

function Key({ className, children }: { className: string; children: string }) {
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className={clsx("h-2.5 w-5 rounded-sm", className)} />
      {children}
    </span>
  );
}
