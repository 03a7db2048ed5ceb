import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { recordsBehind } from "../reports/records";
import { figure } from "../reports/result";
import { baseCurrency } from "../session/formats";
import type { Score } from "./boards";

/** A number of a board; it opens the records it was made of. */
export function ScoreLink({ score, name }: { score: Score | undefined; name: string }) {
  const { t } = useLingui();
  if (!score) return <span className="text-ink-3">–</span>;
  const text = figure(score.value, score.measure, baseCurrency());
  if (!score.where || !score.value) return <span className="text-ink-3">{text}</span>;
  return (
    <Link
      {...recordsBehind(score.source, score.where)}
      aria-label={t`${name}: show the records`}
      className="text-accent-text hover:underline"
    >
      {text}
    </Link>
  );
}
