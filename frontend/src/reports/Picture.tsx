import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { type RefObject, useCallback, useMemo } from "react";
import { Chart, type Mark } from "../charts/Chart";
import type { Drawing } from "../charts/engine";
import type { Inks } from "../charts/palette";
import { Drill } from "./Drill";
import type { Definition } from "./definition";
import { optionOf } from "./drawing";
import { heightOf, marked, plotOf } from "./plot";
import { ResultTable } from "./ResultTable";
import { recordsBehind } from "./records";
import { behind, type Figures, figure } from "./result";
import { useWords } from "./useWords";

type Props = {
  definition: Definition;
  figures: Figures;
  label: string;
  height?: number;
  drawing?: RefObject<Drawing | null>;
};

/** The picture of a report: its chart, one large number, or its table where there is nothing to draw. */
export function Picture({ definition, figures, label, height = 340, drawing }: Props) {
  const { t } = useLingui();
  const words = useWords();
  const navigate = useNavigate();
  const kind = definition.chart ?? "TABLE";
  const plot = useMemo(() => plotOf(figures, kind, words), [figures, kind, words]);
  const option = useCallback(
    (ink: Inks) => (plot ? optionOf(plot, ink, figures.currency, Number(definition.target) || undefined) : {}),
    [plot, figures.currency, definition.target],
  );
  if (kind === "NUMBER" || (kind === "GAUGE" && !plot)) return <Numbers figures={figures} />;
  if (!plot) return <ResultTable figures={figures} label={label} shaded={kind === "HEAT"} />;
  const open = (mark: Mark) => {
    const found = marked(plot, mark);
    if (!found) return;
    const where = behind(figures, found.row, found.series.column.entry, found.series.measure);
    if (where) void navigate(recordsBehind(found.series.measure.source, where));
  };
  return (
    <figure className="m-0">
      <Chart option={option} label={label} height={heightOf(plot, height)} onMark={open} drawing={drawing} />
      {plot.left > 0 && (
        <figcaption className="text-ink-3 text-xs">{t`${plot.left} more are in the table.`}</figcaption>
      )}
    </figure>
  );
}

/** Every measure of the whole report, large. */
function Numbers({ figures }: { figures: Figures }) {
  const words = useWords();
  const row = figures.rows.findIndex((one) => one.keys.length === 0);
  const column = figures.columns.findIndex((one) => one.keys.length === 0);
  const [total, whole] = [figures.rows[row], figures.columns[column]];
  const cell = figures.at(row, column);
  if (!total || !whole) return null;
  return (
    <ul className="flex flex-wrap gap-x-10 gap-y-4 py-4">
      {figures.measures.map((measure, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two measures may bear one name
        <li key={n}>
          <p className="text-ink-2 text-sm">{measure.label}</p>
          <p className="tnum font-semibold text-3xl">
            <Drill
              figures={figures}
              row={total}
              column={whole}
              measure={measure}
              name={`${words.total}, ${measure.label}`}
            >
              {figure(cell?.numbers[n], measure, figures.currency)}
            </Drill>
          </p>
        </li>
      ))}
    </ul>
  );
}
