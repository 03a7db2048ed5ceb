import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { BarRow } from "../reports/BarRow";
import { money, shortMoney } from "../session/formats";
import { Segmented } from "../ui/Toggle";
import { numberColumns, textColumns, WideTable } from "../ui/WideTable";
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
          <li key={one.channelId ?? "none"}>
            <BarRow name={one.name || t`No channel`} to={Number(one[model])} most={most} title={money(one[model])}>
              {shortMoney(one[model])}
            </BarRow>
          </li>
        ))}
      </ul>
      <WideTable
        label={t`Whose touch won`}
        columns={[...textColumns(t`Channel`), ...numberColumns(...MODELS.map((one) => names[one]))]}
      >
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
      </WideTable>
      <p className="mt-3 text-ink-3 text-xs">
        {t`Deals won in this time, divided among the touches before they were made. U-shaped: 40% to the first, 40% to the last, the rest between. Every model sums to what was won.`}
      </p>
    </>
  );
}
