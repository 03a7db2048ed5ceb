import { useLingui } from "@lingui/react/macro";
import { FileDownIcon, FileXIcon, PaperclipIcon, TrophyIcon } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { uploadTo } from "../records/uploadFile";
import { act, newKey } from "../sync/act";
import { Badge } from "../ui/Badge";
import type { Choice } from "../ui/Combobox";
import type { FieldSpec } from "../ui/formFields";
import type { MenuEntry } from "../ui/Menu";
import { notify } from "../ui/notify";
import { PickMany } from "../ui/PickMany";
import { RecordForm } from "../ui/RecordForm";
import { findProblems } from "./findProblems";
import { TableRows } from "./TableRows";
import {
  type CaseRowFragment,
  CasesDocument,
  type CasesQuery,
  CreateCaseDocument,
  RestoreCaseDocument,
  UpdateCaseDocument,
  VoidCaseDocument,
} from "./tables.gen";
import { aimOf, useAimFields } from "./useAimFields";

const pick = (data: CasesQuery) => data.successCases;
const problemsOf = (row?: CaseRowFragment): readonly Choice[] =>
  ((row?.problems ?? []) as { id: string; name: string }[]).map((one) => ({ value: one.id, label: one.name }));

/** How customers solved their problem with us: what a rep tells others like them. */
export function CaseTable() {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<CaseRowFragment | null>(null);
  const [reading, setReading] = useState(0);
  const file = async (row: CaseRowFragment, body: File | null) => {
    const failed = await uploadTo(`/files/cases/${row.id}`, body);
    if (failed) return notify({ title: failed, tone: "bad" });
    notify({ title: body ? t`The file was added` : t`The file was removed` });
    setReading((now) => now + 1);
  };
  const more = (row: CaseRowFragment): MenuEntry[] => [
    {
      label: row.fileUrl ? t`Replace the file` : t`Add a file`,
      icon: <PaperclipIcon />,
      onSelect: () => {
        setChosen(row);
        input.current?.click();
      },
    },
    ...(row.fileUrl
      ? [{ label: t`Remove the file`, icon: <FileXIcon />, onSelect: () => void file(row, null) } satisfies MenuEntry]
      : []),
  ];
  return (
    <>
      <input
        ref={input}
        type="file"
        aria-label={t`File of the case`}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const body = event.target.files?.[0];
          event.target.value = "";
          if (body && chosen) void file(chosen, body);
        }}
      />
      <TableRows
        key={reading}
        object="success_case"
        document={CasesDocument}
        pick={pick}
        icon={TrophyIcon}
        texts={{
          create: t`New success case`,
          search: t`Search success cases`,
          none: t`No success cases yet`,
          about: t`How others like the lead solved such a problem. A rep copies the text, or notes in which message it was told.`,
        }}
        verbs={{ update: UpdateCaseDocument, void: VoidCaseDocument, restore: RestoreCaseDocument }}
        nameOf={(row) => row.title ?? ""}
        more={more}
        render={(row) => <Row row={row} />}
        form={(row, onClose) => <CaseForm row={row} onClose={onClose} />}
      />
    </>
  );
}

function Row({ row }: { row: CaseRowFragment }) {
  const { t } = useLingui();
  const used = row.uses.totalCount;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <span className="font-medium">{row.title}</span>
        {aimOf(row) && <Badge>{aimOf(row)}</Badge>}
      </p>
      <p className="mt-0.5 text-ink-2 text-xs">{[row.customer, row.result].filter(Boolean).join(" · ")}</p>
      <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-ink-3 text-xs">
        {problemsOf(row)
          .map((one) => one.label)
          .join(" · ")}
        {used > 0 && <span>{t`told ${used} times`}</span>}
        {row.fileUrl && (
          <a href={row.fileUrl} className="inline-flex items-center gap-1 text-accent-text hover:underline">
            <FileDownIcon className="size-3" />
            {row.fileName}
          </a>
        )}
      </p>
    </>
  );
}

function CaseForm({ row, onClose }: { row?: CaseRowFragment; onClose: () => void }) {
  const { t } = useLingui();
  const [key] = useState(newKey);
  const aim = useAimFields();
  const before = useMemo(() => problemsOf(row), [row]);
  const [problems, setProblems] = useState(before);
  const fields = useMemo<FieldSpec[]>(
    () => [
      { name: "title", label: t`Title`, kind: "text", required: true, max: 200, wide: true },
      { name: "customer", label: t`Customer`, kind: "text", max: 200 },
      { name: "result", label: t`Result`, kind: "text", max: 200 },
      { name: "story", label: t`Story`, kind: "area", max: 4000, wide: true, hint: t`What a rep copies and sends` },
      ...aim,
    ],
    [t, aim],
  );
  const record = useMemo(() => row ?? { isActive: true }, [row]);
  return (
    <RecordForm
      title={row ? t`Edit success case` : t`New success case`}
      fields={fields}
      record={record}
      known={!!row}
      touched={problems !== before}
      onClose={onClose}
      onSend={async (input) => {
        const whole = { ...input, ...(problems === before ? {} : { problemIds: problems.map((one) => one.value) }) };
        const outcome = row
          ? await act(UpdateCaseDocument, { input: { id: row.id, version: row.version, ...whole } as never })
          : await act(CreateCaseDocument, { input: { ...whole, idempotencyKey: key } as never });
        return outcome.ok ? null : outcome.errors;
      }}
    >
      <div className="sm:col-span-2">
        <PickMany label={t`Problems it shows solved`} value={problems} onChange={setProblems} find={findProblems} />
      </div>
    </RecordForm>
  );
}
