import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { number } from "../session/formats";
import { filterOf, type Kind, type Span } from "./missed";
import { useMissedTexts } from "./useMissedTexts";

/** A number of missed leads, which opens exactly these. */
export function MissedCount({ kind, count, span }: { kind: Kind | null; count: number; span: Span }) {
  const { t } = useLingui();
  const texts = useMissedTexts();
  if (count === 0) return <span className="tnum text-ink-3">0</span>;
  const name = kind ? texts[kind].label : t`Missed business`;
  return (
    <Link
      to="/leads"
      search={{ f: filterOf(kind, span) }}
      aria-label={t`${name}: ${count} leads`}
      className="tnum text-accent-text hover:underline"
    >
      {number(count)}
    </Link>
  );
}
