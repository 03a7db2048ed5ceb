import { useLingui } from "@lingui/react/macro";
import { BarRow } from "../reports/BarRow";
import { money, number, shortMoney } from "../session/formats";
import { bridge, type Fall } from "./bridge";
import { STEP } from "./labels";

type Props = { fall: Fall; step?: string; onStep: (step: string | undefined) => void };

const COLOUR = { end: "bg-ink-3", up: "bg-good", down: "bg-warn" };

/** The steps from one pipeline to the other, each bar beginning where the one before ended; a step opens its deals. */
export function WaterfallChart({ fall, step, onStep }: Props) {
  const { t, i18n } = useLingui();
  const bars = bridge(fall);
  const most = Math.max(1, ...bars.map((one) => Math.max(one.from, one.to)));
  const names: Record<string, string> = { START: t`Pipeline then`, END: t`Pipeline now` };
  return (
    <ol className="flex flex-col gap-1">
      {bars.map((one) => {
        const name = names[one.key] ?? i18n._(STEP[one.key as keyof typeof STEP]);
        const change = one.kind === "end" ? one.to : one.to - one.from;
        const deals = number(one.deals);
        const bar = (
          <BarRow name={name} from={one.from} to={one.to} most={most} tone={COLOUR[one.kind]} title={money(change)}>
            {one.kind === "up" ? "+" : ""}
            {shortMoney(change)}
            <span className="block text-ink-3 text-xs">{t`${deals} deals`}</span>
          </BarRow>
        );
        return (
          <li key={one.key}>
            {one.kind === "end" ? (
              <span className="font-medium">{bar}</span>
            ) : (
              <button
                type="button"
                aria-pressed={step === one.key}
                className="w-full rounded-lg hover:bg-hover aria-pressed:bg-hover"
                onClick={() => onStep(step === one.key ? undefined : one.key)}
              >
                {bar}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
