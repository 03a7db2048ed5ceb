import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { dateTime } from "../session/formats";
import type { FormValues } from "../ui/formFields";
import type { Held } from "./held";
import { AccountPoolEffectDocument, LeadPoolEffectDocument } from "./pools.gen";
import type { Pool } from "./settings";

const CLOCKS = ["noFollowUpDays", "noFollowUpDaysHigh", "noFollowUpDaysLow", "noConversionDays"] as const;
const PAUSE = 300;

/** What the clocks being typed would do to what people have now, before they are saved. */
export function PoolEffect({ held, pool, values }: { held: Held; pool: Pool; values: FormValues }) {
  const { t } = useLingui();
  const typed = Object.fromEntries(CLOCKS.map((name) => [name, Number(values[name])]));
  const asked = JSON.stringify(typed);
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(asked), PAUSE);
    return () => clearTimeout(timer);
  }, [asked]);
  const days = JSON.parse(settled) as Record<(typeof CLOCKS)[number], number>;
  const good = CLOCKS.every((name) => Number.isInteger(days[name]) && days[name] >= 1 && days[name] <= 1000);
  const differs = CLOCKS.some((name) => days[name] !== pool[name]);
  const [{ data }] = useQuery({
    query: held === "lead" ? LeadPoolEffectDocument : AccountPoolEffectDocument,
    variables: { id: pool.id, ...days },
    pause: !good || !differs,
    requestPolicy: "network-only",
  });
  const effect = data?.effect;
  if (!good || !differs || !effect) return null;
  const { changed, sooner, withinThreeDays: soon } = effect;
  const first = dateTime(effect.earliest);
  return (
    <p role="status" className="rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
      {changed === 0 ? (
        held === "lead" ? (
          t`No open lead is due at another time.`
        ) : (
          t`No account is due at another time.`
        )
      ) : (
        <>
          {held === "lead"
            ? t`${changed} open leads are due at another time, ${sooner} of them earlier.`
            : t`${changed} accounts are due at another time, ${sooner} of them earlier.`}{" "}
          {sooner > 0 && t`${soon} go back within 3 days, the first on ${first}; none before a day has passed.`}
        </>
      )}
    </p>
  );
}
