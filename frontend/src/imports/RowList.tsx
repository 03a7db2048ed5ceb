import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { ErrorState } from "../ui/ErrorState";
import { SkeletonRows } from "../ui/Skeleton";
import { Segmented } from "../ui/Toggle";
import type { PlanFile } from "./ImportPage";
import { ImportRowsDocument } from "./imports.gen";

type State = "REJECT" | "WARN" | "ALL";

/** The rows of a file as they stand there, with what is wrong marked in its cell. */
export function RowList({ id, file }: { id: string; file: PlanFile }) {
  const { t } = useLingui();
  const [state, setState] = useState<State>(file.counts && file.counts.reject > 0 ? "REJECT" : "WARN");
  const [pages, setPages] = useState<readonly number[]>([0]);
  const [{ data, error, fetching }] = useQuery({
    query: ImportRowsDocument,
    variables: { id, fileNo: file.fileNo, state, after: pages.at(-1) ?? 0 },
  });
  const page = data?.importRows;
  const last = page?.rows.at(-1)?.rowNo;
  return (
    <div className="flex flex-col gap-2">
      <Segmented<State>
        label={t`Rows`}
        className="self-start"
        value={state}
        onChange={(next) => {
          setState(next);
          setPages([0]);
        }}
        options={[
          { value: "REJECT", label: t`Rejected` },
          { value: "WARN", label: t`With a note` },
          { value: "ALL", label: t`All` },
        ]}
      />
      {error ? (
        <ErrorState problem={problemOf(error)} />
      ) : !page ? (
        <SkeletonRows rows={4} />
      ) : (
        <div
          className="scrollbar-thin relative max-h-96 overflow-auto rounded-lg border border-line"
          aria-busy={fetching}
        >
          <table className="min-w-full text-xs">
            <thead className="sticky top-0 bg-surface text-left text-ink-3">
              <tr>
                <th className="px-2 py-1.5 font-medium">#</th>
                {file.columns.map((column) => (
                  <th key={column.column} className="whitespace-nowrap px-2 py-1.5 font-medium">
                    {column.name}
                  </th>
                ))}
                <th className="px-2 py-1.5 font-medium">{t`Why`}</th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {page.rows.map((row) => {
                const wrong = new Set(row.problems.map((problem) => problem.column));
                return (
                  <tr key={row.rowNo}>
                    <td className="tnum px-2 py-1.5 text-ink-3">{row.rowNo}</td>
                    {row.cells.map((cell, index) => {
                      const column = file.columns[index];
                      return (
                        <td
                          key={column?.column ?? index}
                          className={`max-w-48 truncate px-2 py-1.5 ${column && wrong.has(column.column) ? "bg-warn-soft text-warn" : ""}`}
                        >
                          {cell}
                        </td>
                      );
                    })}
                    <td className="min-w-56 px-2 py-1.5">
                      {row.problems.length > 0 ? (
                        row.problems.map((problem) => problem.message).join(" ")
                      ) : (
                        <Badge>{row.state}</Badge>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <div className="flex justify-end gap-2">
        <Button size="sm" look="ghost" disabled={pages.length < 2} onClick={() => setPages((now) => now.slice(0, -1))}>
          {t`Earlier`}
        </Button>
        <Button
          size="sm"
          look="ghost"
          disabled={!page?.hasMore || last === undefined}
          onClick={() => setPages((now) => [...now, last ?? 0])}
        >
          {t`Further`}
        </Button>
      </div>
    </div>
  );
}
