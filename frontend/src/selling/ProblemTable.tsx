import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { CircleHelpIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { act, newKey } from "../sync/act";
import { Badge } from "../ui/Badge";
import type { FieldSpec } from "../ui/formFields";
import { RecordForm } from "../ui/RecordForm";
import { TableRows } from "./TableRows";
import {
  CreateProblemDocument,
  type ProblemRowFragment,
  ProblemsDocument,
  type ProblemsQuery,
  RestoreProblemDocument,
  UpdateProblemDocument,
  VoidProblemDocument,
} from "./tables.gen";
import { aimOf, useAimFields } from "./useAimFields";

const pick = (data: ProblemsQuery) => data.problemEntries;

/** The problems we solve: of whom, what harm they do, and our answer. */
export function ProblemTable() {
  const { t } = useLingui();
  return (
    <TableRows
      object="problem_entry"
      document={ProblemsDocument}
      pick={pick}
      icon={CircleHelpIcon}
      texts={{
        create: t`New problem`,
        search: t`Search problems`,
        none: t`No problems yet`,
        about: t`What customers like yours suffer from. A lead is shown those of its industry, role and tags; what it has is told by name.`,
      }}
      verbs={{ update: UpdateProblemDocument, void: VoidProblemDocument, restore: RestoreProblemDocument }}
      nameOf={(row) => row.name ?? ""}
      render={(row) => <Row row={row} />}
      form={(row, onClose) => <ProblemForm problem={row} onClose={onClose} />}
    />
  );
}

function Row({ row }: { row: ProblemRowFragment }) {
  const { t } = useLingui();
  const count = row.leads.totalCountCapped ? `${row.leads.totalCount}+` : String(row.leads.totalCount);
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <span className="font-medium">{row.name}</span>
        {row.leads.totalCount > 0 && (
          <Link
            to="/leads"
            search={{ f: { problems: { has: row.name } } }}
            className="text-accent-text text-xs hover:underline"
          >
            {t`${count} leads`}
          </Link>
        )}
        {aimOf(row) && <Badge>{aimOf(row)}</Badge>}
      </p>
      {row.harm && <p className="mt-0.5 text-ink-2 text-xs">{row.harm}</p>}
      {row.answer && <p className="mt-0.5 text-ink-2 text-xs">→ {row.answer}</p>}
    </>
  );
}

function ProblemForm({ problem, onClose }: { problem?: ProblemRowFragment; onClose: () => void }) {
  const { t } = useLingui();
  const [key] = useState(newKey);
  const aim = useAimFields();
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "name", label: t`Problem`, kind: "text", required: true, max: 60, wide: true },
      { name: "harm", label: t`The harm`, kind: "area", max: 2000, wide: true },
      { name: "answer", label: t`Our answer`, kind: "area", max: 2000, wide: true },
      ...aim,
    ],
    [t, aim],
  );
  const record = useMemo(() => problem ?? { isActive: true }, [problem]);
  return (
    <RecordForm
      title={problem ? t`Edit problem` : t`New problem`}
      fields={fields}
      record={record}
      known={!!problem}
      onClose={onClose}
      onSend={async (input) => {
        const outcome = problem
          ? await act(UpdateProblemDocument, { input: { id: problem.id, version: problem.version, ...input } as never })
          : await act(CreateProblemDocument, { input: { ...input, idempotencyKey: key } as never });
        return outcome.ok ? null : outcome.errors;
      }}
    />
  );
}
