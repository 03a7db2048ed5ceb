import { Link } from "@tanstack/react-router";
import { number } from "../session/formats";
import { type Figure, filterOf, type Load, type PersonLoad } from "./load";

type Props = { figure: Figure; label: string; person: PersonLoad; load: Load };

/** A number of somebody's leads, which opens exactly these. */
export function LoadCount({ figure, label, person, load }: Props) {
  const count = person[figure];
  if (count === null) return <span className="text-ink-3">—</span>;
  if (count === 0) return <span className="tnum text-ink-3">0</span>;
  return (
    <Link
      to="/leads"
      search={{ f: filterOf(figure, person, load) }}
      aria-label={`${person.name}, ${label}: ${number(count)}`}
      className={`-mx-1.5 tnum inline-block min-w-6 rounded px-1.5 py-1 hover:bg-hover hover:underline coarse:py-2 ${figure === "overdue" ? "text-danger" : "text-accent-text"}`}
    >
      {number(count)}
    </Link>
  );
}
