import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { dayOf } from "../session/formats";
import { useViewer } from "../session/viewer";
import { act } from "../sync/act";
import type { FieldSpec } from "../ui/formFields";
import { notify } from "../ui/notify";
import { RecordForm } from "../ui/RecordForm";
import { currencyName } from "./RatesSection";
import { SetExchangeRateDocument } from "./rates.gen";

/** The rate of a currency from a day on. One of the same day is replaced. */
export function RateForm({ currency, onClose }: { currency?: string; onClose: () => void }) {
  const { t } = useLingui();
  const { baseCurrency } = useViewer();
  const fields = useMemo<FieldSpec[]>(
    () => [
      {
        name: "currency",
        label: t`Currency`,
        kind: "pick",
        required: true,
        disabled: !!currency,
        find: findCurrencies,
      },
      { name: "validFrom", label: t`Valid from`, kind: "date", required: true },
      {
        name: "rate",
        label: t`One unit is worth`,
        kind: "number",
        decimals: 8,
        required: true,
        unit: baseCurrency,
        wide: true,
      },
    ],
    [t, currency, baseCurrency],
  );
  const record = useMemo(
    () => ({
      currency: currency ? { value: currency, label: `${currency} ${currencyName(currency)}` } : null,
      validFrom: dayOf(),
    }),
    [currency],
  );
  return (
    <RecordForm
      kind="dialog"
      title={t`New exchange rate`}
      fields={fields}
      record={record}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = await act(SetExchangeRateDocument, { input: input as never });
        if (!outcome.ok) return outcome.errors;
        notify({ title: t`The rate was saved` });
        return null;
      }}
    />
  );
}

async function findCurrencies(text: string) {
  const codes = Intl.supportedValuesOf("currency");
  const all = codes.map((code) => ({ value: code, label: `${code} ${currencyName(code)}` }));
  return all.filter((one) => one.label.toLowerCase().includes(text.toLowerCase())).slice(0, 30);
}
