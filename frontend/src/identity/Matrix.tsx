import { Trans, useLingui } from "@lingui/react/macro";
import { clsx } from "clsx";
import { useState } from "react";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import { ROLE } from "./labels";
import { type Grant, type PermissionRow, type PermissionTable, useWords } from "./useWords";

const LETTER: Record<string, string> = { create: "C", read: "R", update: "U", void: "D", export: "X" };

/** The permission matrix: objects by roles. A cell told in words when it is pointed at or chosen; on phones role by role. */
export function Matrix({ matrix }: { matrix: PermissionTable }) {
  const { t } = useLingui();
  const label = useLabel();
  const words = useWords();
  const [chosen, setChosen] = useState<{ row: PermissionRow; role: string } | null>(null);
  const [role, setRole] = useState(matrix.roles[0] ?? "");
  const grantsOf = (row: PermissionRow, of: string) => row.cells.find((cell) => cell.role === of)?.grants ?? [];
  const told = chosen && words.long(grantsOf(chosen.row, chosen.role));
  return (
    <>
      <div className="hidden flex-col gap-3 md:flex">
        <p className="text-ink-2 text-sm">
          <Trans>
            C create, R read, U change, D void, X export; below it with which records. Choose a cell to read it in
            words.
          </Trans>
        </p>
        <p
          role="status"
          className="sticky top-2 z-2 min-h-16 rounded-lg border border-line bg-raised px-3 py-2 text-sm shadow-lift"
        >
          {chosen && told ? (
            <>
              <span className="font-medium">
                {words.name(chosen.row)}, {label(ROLE, chosen.role)}
              </span>
              {told.map((line) => (
                <span key={line} className="block text-ink-2">
                  {line}
                </span>
              ))}
            </>
          ) : (
            <span className="text-ink-3">{t`Choose a cell to read it in words.`}</span>
          )}
        </p>
        <div className="scrollbar-thin overflow-x-auto rounded-xl bg-surface shadow-lift">
          <table className="w-full text-xs">
            <caption className="sr-only">{t`Permission matrix`}</caption>
            <thead>
              <tr className="border-line border-b text-ink-3">
                <th
                  scope="col"
                  className="sticky left-0 z-1 bg-surface px-3 py-2 text-left font-medium"
                >{t`Object`}</th>
                {matrix.roles.map((one) => (
                  <th key={one} scope="col" className="min-w-18 px-1 py-2 text-left font-medium">
                    {label(ROLE, one)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {matrix.objects.map((row) => (
                <tr key={row.name} className="border-line border-b last:border-0">
                  <th scope="row" className="sticky left-0 z-1 whitespace-nowrap bg-surface px-3 text-left font-medium">
                    {words.name(row)}
                  </th>
                  {matrix.roles.map((one) => (
                    <td key={one} className="p-0.5 align-top">
                      <Cell
                        grants={grantsOf(row, one)}
                        sentence={`${words.name(row)}, ${label(ROLE, one)}: ${words.long(grantsOf(row, one)).join("; ")}`}
                        active={chosen?.row === row && chosen.role === one}
                        onChoose={() => setChosen({ row, role: one })}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {matrix.ceilings.length > 0 && (
          <p className="text-ink-3 text-xs">
            {t`Rights of several roles add up, except that these are ceilings which no other role can raise:`}{" "}
            {matrix.ceilings.map((one) => label(ROLE, one)).join(", ")}
          </p>
        )}
      </div>
      <div className="flex flex-col gap-3 md:hidden">
        <Select
          label={t`Role`}
          value={role}
          options={matrix.roles.map((one) => ({ value: one, label: label(ROLE, one) }))}
          onChange={setRole}
        />
        <dl className="divide-y divide-line rounded-xl bg-surface px-4 shadow-lift">
          {matrix.objects.map((row) => (
            <div key={row.name} className="py-2">
              <dt className="font-medium text-sm">{words.name(row)}</dt>
              {words.long(grantsOf(row, role)).map((line) => (
                <dd key={line} className={clsx("text-sm", grantsOf(row, role).length ? "text-ink-2" : "text-ink-3")}>
                  {line}
                </dd>
              ))}
            </div>
          ))}
        </dl>
      </div>
    </>
  );
}

type CellProps = { grants: readonly Grant[]; sentence: string; active: boolean; onChoose: () => void };

function Cell({ grants, sentence, active, onChoose }: CellProps) {
  const words = useWords();
  return (
    <button
      type="button"
      title={sentence}
      aria-label={sentence}
      aria-pressed={active}
      onClick={onChoose}
      onFocus={onChoose}
      className={clsx(
        "flex min-h-9 w-full flex-col justify-center rounded px-1.5 py-1 text-left hover:bg-hover coarse:min-h-11",
        active && "bg-accent-soft text-accent-text",
      )}
    >
      {grants.length === 0 ? (
        <span className="text-ink-3">–</span>
      ) : (
        grants.map((grant) => (
          <span key={grant.scope} className="whitespace-nowrap leading-4">
            <span className="font-medium font-mono text-2xs">{grant.actions.map((one) => LETTER[one]).join("")}</span>{" "}
            <span className={active ? "" : "text-ink-3"}>{words.short(grant)}</span>
          </span>
        ))
      )}
    </button>
  );
}
