import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { useQuery } from "urql";
import { dateTime, number, percent } from "../session/formats";
import { Section } from "../ui/Page";
import { useMedia } from "../ui/useMedia";
import { LeadPredictionDocument } from "./predictions.gen";

/** What the closed leads say of this one, beside its score by rules and never part of it. */
export function LeadPrediction({ leadId, predictedAt }: { leadId: string; predictedAt: string | null }) {
  const { t } = useLingui();
  const [{ data }, again] = useQuery({
    query: LeadPredictionDocument,
    variables: { id: leadId },
    requestPolicy: "cache-and-network",
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever the lead has another prediction
  useEffect(() => again({ requestPolicy: "network-only" }), [again, predictedAt]);
  const wide = useMedia("(min-width: 48rem)");
  const found = data?.leadPrediction;
  if (!found) return null;
  const { topPercent, modelNumber, days } = found;
  return (
    <Section title={t`Predictive score`}>
      <p className="text-sm">
        <span className="tnum font-semibold text-lg">{percent(found.chance)}</span>{" "}
        <span className="text-ink-2">{t`chance to convert`}</span>
        {topPercent <= 50 && <span className="text-ink-2"> · {t`in the top ${topPercent}%`}</span>}
      </p>
      <p className="mt-1 text-ink-3 text-xs">{t`Learnt from your closed leads; the rules above have no part in it.`}</p>
      <details key={String(wide)} open={wide} className="mt-2">
        <summary className="cursor-pointer text-ink-2 text-sm md:hidden coarse:min-h-11 coarse:py-2.5">{t`Why`}</summary>
        {found.reasons.length === 0 && (
          <p className="text-ink-3 text-sm">{t`Nothing sets this lead apart from the average.`}</p>
        )}
        <ol className="flex flex-col divide-y divide-line" aria-label={t`Reasons of the prediction`}>
          {found.reasons.map((one) => {
            const points = Number(one.points);
            const size = number(Math.abs(points));
            return (
              <li key={one.feature} className="flex items-baseline gap-3 py-1.5 text-sm">
                <span className="min-w-0 flex-1">
                  {one.feature} <span className="text-ink-3 text-xs">{one.value}</span>
                </span>
                <span className={`tnum shrink-0 font-medium text-xs ${points < 0 ? "text-danger" : "text-good"}`}>
                  {points < 0 ? t`against: ${size} points` : t`for: ${size} points`}
                </span>
              </li>
            );
          })}
        </ol>
        <p className="mt-2 text-ink-3 text-xs">
          {t`As of ${dateTime(found.at)}, version ${modelNumber}. What was known ${days} days after the lead came counts.`}
        </p>
      </details>
    </Section>
  );
}
