import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { useQuery } from "urql";
import { dateTime, number, relative } from "../session/formats";
import { Section } from "../ui/Page";
import { Progress } from "../ui/Progress";
import { useMedia } from "../ui/useMedia";
import { GradeBadge } from "./GradeBadge";
import { LeadScoreDocument, type LeadScoreQuery } from "./scoring.gen";

type Score = NonNullable<LeadScoreQuery["leadScore"]>;

/** How well a lead fits and how engaged it is, and the rules that say so. */
export function LeadScore({ leadId, scoredAt }: { leadId: string; scoredAt: string | null }) {
  const { t } = useLingui();
  const [{ data }, again] = useQuery({
    query: LeadScoreDocument,
    variables: { id: leadId },
    requestPolicy: "cache-and-network",
  });
  // Scored anew, or changed: the reasons are others.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever the lead has another score
  useEffect(() => again({ requestPolicy: "network-only" }), [again, scoredAt]);
  const wide = useMedia("(min-width: 48rem)");
  const score = data?.leadScore;
  if (!score) return null;
  return (
    <Section title={t`Score`} actions={<GradeBadge grade={score.grade} />}>
      <div className="grid grid-cols-2 gap-4">
        <Half label={t`Fit`} value={score.fit} />
        <Half label={t`Engagement`} value={Number(score.engagement)} />
      </div>
      {/* A phone has the timeline below: there the reasons are a tap away. */}
      <details key={String(wide)} open={wide} className="mt-2">
        <summary className="cursor-pointer text-ink-2 text-sm md:hidden coarse:min-h-11 coarse:py-2.5">
          {t`What counts most`}
        </summary>
        <Reasons score={score} />
        <p className="mt-2 text-ink-3 text-xs">{t`As of ${dateTime(score.at)}. What happened counts half as much with every half-life.`}</p>
      </details>
    </Section>
  );
}

function Half({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <p className="flex items-baseline justify-between text-sm">
        <span className="text-ink-2">{label}</span>
        <span className="tnum font-semibold text-lg">{number(value)}</span>
      </p>
      <Progress value={value} max={100} label={label} />
    </div>
  );
}

function Reasons({ score }: { score: Score }) {
  const { t } = useLingui();
  const { others } = score;
  if (score.contributions.length === 0)
    return <p className="text-ink-3 text-sm">{t`No rule gives this lead points.`}</p>;
  return (
    <>
      <ol className="flex flex-col divide-y divide-line" aria-label={t`What counts most`}>
        {score.contributions.map((one) => {
          const points = Number(one.points);
          const times = one.times ?? 1;
          return (
            <li key={`${one.isFit}${one.group}${one.rule}`} className="flex items-baseline gap-3 py-1.5 text-sm">
              <span className="min-w-0 flex-1">
                {one.rule}
                <span className="block text-ink-3 text-xs">
                  {one.isFit ? t`Fit` : t`Engagement`} · {one.group}
                  {times > 1 && ` · ${t`${times} times`}`}
                  {one.at && ` · ${relative(one.at)}`}
                </span>
              </span>
              <span className={`tnum font-medium ${points < 0 ? "text-danger" : ""}`}>
                {points > 0 && "+"}
                {number(points)}
              </span>
            </li>
          );
        })}
      </ol>
      {others > 0 && <p className="mt-1 text-ink-3 text-xs">{t`and ${others} more`}</p>}
      {score.cuts.map((cut) => {
        const { group, cap } = cut;
        const points = number(Number(cut.points));
        return (
          <p key={`${cut.isFit}${group}`} className="mt-1 text-ink-3 text-xs">
            {t`${group}: ${points} points, of which ${cap} count.`}
          </p>
        );
      })}
    </>
  );
}
