import { useLingui } from "@lingui/react/macro";
import { ChevronLeftIcon, ChevronRightIcon } from "lucide-react";
import { monthPlus, type SpanKey, spanName } from "../session/months";
import { Button } from "../ui/Button";
import { Select } from "../ui/Select";

type Props = {
  every: SpanKey;
  from: string;
  months: number;
  onChange: (part: { every?: string; from?: string }) => void;
};

/** Which month, quarter or year: its length, and one step back or on. */
export function PeriodStep({ every, from, months, onChange }: Props) {
  const { t } = useLingui();
  return (
    <div className="flex items-center gap-1">
      <div className="w-32">
        <Select
          label={t`Period`}
          value={every}
          options={[
            { value: "month", label: t`Month` },
            { value: "quarter", label: t`Quarter` },
            { value: "year", label: t`Year` },
          ]}
          onChange={(value) => onChange({ every: value })}
        />
      </div>
      <Button
        look="ghost"
        size="icon"
        aria-label={t`One period back`}
        onClick={() => onChange({ from: monthPlus(from, -months) })}
      >
        <ChevronLeftIcon />
      </Button>
      <span className="tnum min-w-16 text-center text-sm">{spanName(from, months)}</span>
      <Button
        look="ghost"
        size="icon"
        aria-label={t`One period on`}
        onClick={() => onChange({ from: monthPlus(from, months) })}
      >
        <ChevronRightIcon />
      </Button>
    </div>
  );
}
