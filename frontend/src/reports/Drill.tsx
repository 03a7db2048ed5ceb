import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { recordsBehind } from "./records";
import { behind, type Entry, type Figures, type MeasureHead } from "./result";

type Props = { figures: Figures; row: Entry; column: Entry; measure?: MeasureHead; name: string; children: ReactNode };

/** A number that opens exactly the records it was made of; plain text where no filter can name them. */
export function Drill({ figures, row, column, measure, name, children }: Props) {
  const { t } = useLingui();
  const where = behind(figures, row, column, measure);
  if (!where) return <span>{children}</span>;
  return (
    <Link
      {...recordsBehind(measure?.source ?? figures.source, where)}
      aria-label={t`${name}: show the records`}
      className="text-accent-text hover:underline"
    >
      {children}
    </Link>
  );
}
