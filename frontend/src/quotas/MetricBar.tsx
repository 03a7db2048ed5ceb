import { useLingui } from "@lingui/react/macro";
import type { ComponentProps } from "react";
import { Select } from "../ui/Select";
import { PeriodStep } from "./PeriodStep";
import type { QuotaMetric } from "./quotas.gen";

export const METRICS = [
  "WON_AMOUNT",
  "CONTRACT_AMOUNT",
  "PAYMENT_AMOUNT",
  "NEW_CUSTOMERS",
] as const satisfies QuotaMetric[];

type Props = Omit<ComponentProps<typeof PeriodStep>, "onChange"> & {
  metric: QuotaMetric;
  onChange: (part: { metric?: QuotaMetric; every?: string; from?: string }) => void;
};

/** Which targets are looked at: of what, and of when. */
export function MetricBar({ metric, onChange, ...period }: Props) {
  const { t } = useLingui();
  return (
    <>
      <div className="w-40">
        <Select
          label={t`Metric`}
          value={metric}
          options={[
            { value: "WON_AMOUNT", label: t`Won amount` },
            { value: "CONTRACT_AMOUNT", label: t`Contract amount` },
            { value: "PAYMENT_AMOUNT", label: t`Collected` },
            { value: "NEW_CUSTOMERS", label: t`New customers` },
          ]}
          onChange={(value) => onChange({ metric: METRICS.find((one) => one === value) })}
        />
      </div>
      <PeriodStep {...period} onChange={onChange} />
    </>
  );
}
