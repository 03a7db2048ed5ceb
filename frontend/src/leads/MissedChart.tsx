import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { monthOf } from "../session/formats";
import { byMonth, type Cell, filterOf, KINDS, sumOf } from "./missed";
import { useMissedTexts } from "./useMissedTexts";

const HEIGHT = 160;

/** A column for each month with missed leads, parted by how they were missed; a part opens its leads. */
export function MissedChart({ cells }: { cells: readonly Cell[] }) {
  const { t } = useLingui();
  const texts = useMissedTexts();
  const months = byMonth(cells);
  const most = Math.max(...months.map((month) => sumOf(month.cells).leads));
  return (
    <figure className="m-0">
      <div className="scrollbar-thin -mx-4 overflow-x-auto px-4">
        <ul className="flex min-w-max items-end gap-2 pt-6 sm:gap-4">
          {months.map((month) => {
            const all = sumOf(month.cells).leads;
            const name = monthOf(month.startsAt);
            return (
              <li key={month.startsAt} className="flex w-14 flex-col items-center gap-1">
                <span className="tnum text-ink-2 text-xs">{all}</span>
                <div
                  className="flex w-8 flex-col-reverse overflow-hidden rounded-t-md"
                  style={{ height: (HEIGHT * all) / most }}
                >
                  {KINDS.map((kind) => {
                    const count = sumOf(month.cells.filter((one) => one.kind === kind)).leads;
                    const label = texts[kind].label;
                    return (
                      count > 0 && (
                        <Link
                          key={kind}
                          to="/leads"
                          search={{ f: filterOf(kind, { from: month.startsAt, to: month.endsAt }) }}
                          aria-label={t`${name}, ${label}: ${count} leads`}
                          title={t`${name}, ${label}: ${count} leads`}
                          className="block hover:opacity-80"
                          style={{ background: texts[kind].colour, flex: `${count} 0 0` }}
                        />
                      )
                    );
                  })}
                </div>
                <span className="whitespace-nowrap border-line border-t pt-1 text-ink-3 text-xs">{name}</span>
              </li>
            );
          })}
        </ul>
      </div>
    </figure>
  );
}
