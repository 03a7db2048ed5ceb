import { useLingui } from "@lingui/react/macro";
import { PlusIcon, XIcon } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../ui/Button";
import { Input } from "../ui/Input";
import { another, type Hours, typedClock } from "./week";

const MOST = 6;

/** The periods of one day, each from and to a time of the clock. */
export function HoursInput({
  label,
  hours,
  onChange,
}: {
  label: string;
  hours: Hours;
  onChange: (hours: Hours) => void;
}) {
  const { t } = useLingui();
  const set = (index: number, side: 0 | 1, value: string) =>
    onChange(hours.map((one, at) => (at !== index ? one : side === 0 ? [value, one[1]] : [one[0], value])));
  const add = hours.length < MOST && (
    <IconButton label={`${t`Add a period`}: ${label}`} icon={<PlusIcon />} onClick={() => onChange(another(hours))} />
  );
  return (
    <div role="group" aria-label={label} className="flex min-w-0 flex-col gap-1.5">
      {hours.length === 0 && (
        <div className="flex items-center gap-1.5 text-ink-3 text-sm">
          <span className="w-40">{t`Not worked`}</span>
          {add}
        </div>
      )}
      {hours.map(([from, to], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: periods have no other identity, and are edited in place
        <div key={index} className="flex items-center gap-1.5">
          <ClockInput label={t`From`} value={from} onChange={(value) => set(index, 0, value)} />
          <span aria-hidden className="text-ink-3">
            –
          </span>
          <ClockInput label={t`To`} value={to} onChange={(value) => set(index, 1, value)} />
          <IconButton
            label={t`Remove this period`}
            icon={<XIcon />}
            onClick={() => onChange(hours.filter((_, at) => at !== index))}
          />
          {index === hours.length - 1 && add}
        </div>
      ))}
    </div>
  );
}

type ClockProps = { label: string; value: string; onChange: (value: string) => void };

/** A time of the clock, 00:00 to 24:00, however it is typed; a browser's own field knows no 24:00 and is too wide for phones. */
function ClockInput({ label, value, onChange }: ClockProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const leave = () => {
    if (typed !== null) onChange(typedClock(typed) ?? value);
    setTyped(null);
  };
  return (
    <Input
      aria-label={label}
      inputMode="numeric"
      className="tnum w-17! text-center"
      value={typed ?? value}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === "Enter" && leave()}
    />
  );
}
