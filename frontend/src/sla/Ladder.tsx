import { useLingui } from "@lingui/react/macro";
import { type Rung, STEPS } from "./rungs";
import { inWords } from "./span";
import { useSteps } from "./useSteps";

/** The ladder as a line of time: what happens after how much of it. */
export function Ladder({
  rungs,
  minutes,
  working,
}: {
  rungs: readonly Rung[];
  minutes: number;
  working: boolean | null;
}) {
  const { t, i18n } = useLingui();
  const steps = useSteps();
  if (rungs.length === 0) return <p className="mt-3 text-ink-3 text-sm">{t`Nobody is told.`}</p>;
  return (
    <ol className="mt-3 flex flex-col gap-1.5 border-line border-l-2 pl-3">
      {rungs.map((rung) => (
        <li key={rung.percent} className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <span className="tnum w-24 shrink-0 text-ink-2">
            {inWords((minutes * rung.percent) / 100, working, i18n.locale)}
          </span>
          <span>
            {STEPS.filter((step) => rung[step])
              .map((step) => steps[step])
              .join(" · ")}
          </span>
        </li>
      ))}
    </ol>
  );
}
