import { useLingui } from "@lingui/react/macro";
import type { ComponentProps } from "react";
import { Segmented } from "../ui/Toggle";
import { PeriodStep } from "./PeriodStep";
import type { QuotaMetric } from "./quotas.gen";

type Props = Omit<ComponentProps<typeof PeriodStep>, "onChange"> & {
  metric: QuotaMetric;
  onChange: (part: { metric?: QuotaMetric; every?: string; from?: string }) => void;
};

/** Which targets are looked at: of what, and of when. */
export function MetricBar({ metric, onChange, ...period }: Props) {
  const { t } = useLingui();
  return (
    <>
      <Segmented
        label={t`Metric`}
        value={metric}
        options={[
          { value: "WON_AMOUNT", label: t`Won amount` },
          { value: "NEW_CUSTOMERS", label: t`New customers` },
        ]}
        onChange={(value) => onChange({ metric: value })}
      />
      <PeriodStep {...period} onChange={onChange} />
    </>
  );
}
