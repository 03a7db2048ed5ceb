import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { money, shortMoney } from "../session/formats";
import { Segmented } from "../ui/Toggle";
import { WideTable } from "../ui/WideTable";
import type { AcquisitionReportQuery } from "./acquisition.gen";

type Credit = NonNullable<AcquisitionReportQuery["acquisitionReport"]["credits"]>[number];
type Model = "first" | "last" | "linear" | "uShaped";
const MODELS: readonly Model[] = ["first", "last", "linear", "uShaped"];

/** What each channel is credited with of the deals won, by one of four models as bars, and by all as a table. */
export function CreditChart({ credits }: { credits: readonly Credit[] }) {
  const { t } = useLingui();
  const [model, setModel] = useState<Model>("first");
  const names: Record<Model, string> = { first: t`First`, last: t`Last`, linear: t`Linear`, uShaped: t`U-shaped` };
  const most = Math.max(1, ...credits.map((one) => Number(one[model])));
  const total = (one: Model) => credits.reduce((sum, credit) => sum + Number(credit[one]), 0);
  if (credits.length === 0) return <p className="text-ink-3 text-sm">{t`No deal was won in this time.`}</p>;
  return (
    <>
      <Segmented
        label={t`Model`}
        value={model}
        onChange={setModel}
        options={MODELS.map((one) => ({ value: one, label: names[one] }))}
      />
      <ul className="mt-3 flex flex-col gap-1.5" aria-hidden>
        {credits.map((one) => (
          <li
            key={one.channelId ?? "none"}
            className="grid grid-cols-[5rem_1fr_5rem] items-center gap-2 sm:grid-cols-[8rem_1fr_5rem]"
          >
            <span className="truncate text-sm">{one.name || t`No channel`}</span>
            <span className="h-6">
              <span
                className="block h-full rounded-r-md bg-accent"
                style={{ width: `${(100 * Number(one[model])) / most}%` }}
              />
            </span>
            <span className="tnum text-right text-sm" title={money(one[model])}>
              {shortMoney(one[model])}
            </span>
          </li>
        ))}
      </ul>
      <WideTable label={t`Whose touch won`}>
        <thead className="text-ink-3 text-xs">
          <tr className="border-line border-b">
            <th scope="col" className="py-2 pr-4 text-left font-medium">{t`Channel`}</th>
            {MODELS.map((one) => (
              <th key={one} scope="col" className="px-3 py-2 text-right font-medium">
                {names[one]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {credits.map((one) => (
            <tr key={one.channelId ?? "none"} className="border-line border-b">
              <th scope="row" className="py-2 pr-4 text-left font-normal">
                {one.name || t`No channel`}
              </th>
              {MODELS.map((part) => (
                <td key={part} className="px-3 py-2 text-right">
                  {money(one[part])}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row" className="py-2 pr-4 text-left">{t`Total`}</th>
            {MODELS.map((one) => (
              <td key={one} className="px-3 py-2 text-right">
                {money(Math.round(total(one) * 100) / 100)}
              </td>
            ))}
          </tr>
        </tbody>
      </WideTable>
      <p className="mt-3 text-ink-3 text-xs">
        {t`Deals won in this time, divided among the touches before they were made. U-shaped: 40% to the first, 40% to the last, the rest between. Every model sums to what was won.`}
      </p>
    </>
  );
}
