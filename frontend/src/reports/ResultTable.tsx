import { useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { Drill } from "./Drill";
import { type Entry, entryText, type Figures, figure, keyText } from "./result";
import { useWords } from "./useWords";

/** More cells than this a browser draws too slowly to work with; columns beyond the first are in the file. */
const MOST_CELLS = 6_000;
const MOST_ROWS = 500;
const MOST_COLUMNS = 60;

/** The figures to be read one by one: rows against columns, every number opens its records. `shaded`: the larger, the darker. */
export function ResultTable({ figures, label, shaded }: { figures: Figures; label: string; shaded?: boolean }) {
  const { t } = useLingui();
  const words = useWords();
  const { measures, columnHeads, rowHeads } = figures;
  const several = measures.length > 1;
  const all = figures.columns.map((entry, index) => ({ entry, index }));
  const total = all.at(-1);
  // The total of all is worth more than one column among many.
  const columns = all.length > MOST_COLUMNS && total ? [...all.slice(0, MOST_COLUMNS - 1), total] : all;
  const perRow = Math.max(1, columns.length * measures.length);
  const rows = figures.rows.slice(0, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / perRow)));
  const left = figures.rows.length - rows.length;
  const leftColumns = all.length - columns.length;
  const shade = shaded ? shadeOf(figures) : undefined;
  return (
    <>
      <div className="scrollbar-thin -mx-4 overflow-x-auto px-4">
        <table className="tnum w-full min-w-max border-collapse text-sm">
          <caption className="sr-only">{label}</caption>
          <thead className="text-ink-3 text-xs">
            {columnHeads.length > 0 && (
              <tr className="border-line border-b">
                <th colSpan={Math.max(1, rowHeads.length)} className="py-1.5 pr-4 text-left font-medium">
                  {columnHeads.map((one) => one.label).join(" · ")}
                </th>
                {columns.map(({ entry, index }) => (
                  <th
                    key={index}
                    scope="colgroup"
                    colSpan={measures.length}
                    className={clsx("px-3 py-1.5 text-right font-medium", entry.isTotal && "text-ink-2")}
                  >
                    {entryText(entry, columnHeads, words)}
                  </th>
                ))}
              </tr>
            )}
            {(several || columnHeads.length === 0 || rowHeads.length > 0) && (
              <tr className="border-line-strong border-b bg-surface">
                {rowHeads.length > 0 ? (
                  rowHeads.map((one) => (
                    <th
                      key={one.label}
                      scope="col"
                      className="sticky left-0 bg-inherit py-1.5 pr-4 text-left font-medium"
                    >
                      {one.label}
                    </th>
                  ))
                ) : (
                  <td className="py-1.5 pr-4">{""}</td>
                )}
                {columns.map(({ index }) =>
                  measures.map((measure, n) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two measures may bear one name
                    <th key={`${index} ${n}`} scope="col" className="px-3 py-1.5 text-right font-medium">
                      <span className="inline-block max-w-40">
                        {several || columnHeads.length === 0 ? measure.label : ""}
                      </span>
                    </th>
                  )),
                )}
              </tr>
            )}
          </thead>
          <tbody>
            {rows.map((entry, row) => (
              <tr
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place in these figures
                key={row}
                className={clsx(
                  "border-line border-b",
                  isTotal(entry, figures) ? "bg-canvas font-medium" : "bg-surface",
                )}
              >
                <RowHead entry={entry} above={figures.rows[row - 1]} figures={figures} />
                {columns.map(({ entry: column, index }) =>
                  measures.map((measure, n) => {
                    const cell = figures.at(row, index);
                    return (
                      // biome-ignore lint/suspicious/noArrayIndexKey: two measures may bear one name
                      <td key={`${index} ${n}`} className="px-3 py-1.5 text-right" style={shade?.(row, index)}>
                        {cell ? (
                          <Drill
                            figures={figures}
                            row={entry}
                            column={column}
                            measure={measure}
                            name={`${entryText(entry, rowHeads, words)}, ${entryText(column, columnHeads, words)}, ${measure.label}`}
                          >
                            {figure(cell.numbers[n], measure, figures.currency)}
                          </Drill>
                        ) : (
                          <span className="text-ink-3">–</span>
                        )}
                      </td>
                    );
                  }),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && (
        <p className="mt-3 text-ink-3 text-xs">{t`${left} more rows are in the file. Filter more to see them here.`}</p>
      )}
      {leftColumns > 0 && (
        <p className="mt-3 text-ink-3 text-xs">{t`${leftColumns} more columns are in the file. Filter more, or group by longer periods, to see them here.`}</p>
      )}
    </>
  );
}

const isTotal = (entry: Entry, figures: Figures) =>
  entry.isTotal || (entry.keys.length === 0 && figures.rowHeads.length > 0);

/** How dark a cell is, by its first number against the largest; totals stay plain. */
function shadeOf(figures: Figures) {
  const part = (row: number, column: number) =>
    figures.rows[row]?.isTotal || figures.columns[column]?.isTotal ? 0 : (figures.at(row, column)?.numbers[0] ?? 0);
  const most = Math.max(1, ...figures.rows.flatMap((_, row) => figures.columns.map((_, column) => part(row, column))));
  return (row: number, column: number) => {
    const share = Math.max(0, part(row, column) / most);
    return share > 0
      ? { background: `color-mix(in srgb, var(--accent) ${Math.round(3 + share * 17)}%, var(--surface))` }
      : {};
  };
}

function RowHead({ entry, above, figures }: { entry: Entry; above?: Entry; figures: Figures }) {
  const words = useWords();
  const heads = figures.rowHeads;
  if (heads.length === 0 || entry.keys.length === 0) {
    return (
      <th
        scope="row"
        colSpan={Math.max(1, heads.length)}
        className="sticky left-0 bg-inherit py-1.5 pr-4 text-left font-medium"
      >
        {words.total}
      </th>
    );
  }
  return heads.map((head, n) => {
    const key = entry.keys[n];
    const same =
      entry.keys.slice(0, n + 1).every((one, at) => one.value === above?.keys[at]?.value) && !!key && !!above?.keys[n];
    const text = key
      ? same && n < heads.length - 1
        ? ""
        : keyText(key, head, words)
      : n === entry.keys.length
        ? words.total
        : "";
    return (
      <th
        key={head.label}
        scope="row"
        className={clsx("max-w-64 truncate py-1.5 pr-4 text-left font-normal", n === 0 && "sticky left-0 bg-inherit")}
      >
        {text}
      </th>
    );
  });
}
