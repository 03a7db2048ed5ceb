import { Trans, useLingui } from "@lingui/react/macro";
import { FileSpreadsheetIcon, Trash2Icon, UploadIcon } from "lucide-react";
import { useRef, useState } from "react";
import { number } from "../session/formats";
import { actOrTell } from "../sync/act";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { Progress } from "../ui/Progress";
import type { Plan } from "./ImportPage";
import { RemoveImportFileDocument } from "./imports.gen";
import { uploadImport } from "./uploadImport";

type Upload = { name: string; part: number; problem: string | null };

/** Step one: the files, several at once when they belong together. */
export function FilesStep({ plan, onChanged, onNext }: { plan: Plan; onChanged: () => void; onNext: () => void }) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [over, setOver] = useState(false);
  const files = plan.files.filter((file) => file.derivedFrom === null);
  const running = uploads.some((one) => one.part < 1 && !one.problem);

  async function send(list: FileList | null) {
    const chosen = [...(list ?? [])];
    setUploads(chosen.map((file) => ({ name: file.name, part: 0, problem: null })));
    const patch = (name: string, change: Partial<Upload>) =>
      setUploads((now) => now.map((one) => (one.name === name ? { ...one, ...change } : one)));
    for (const file of chosen) {
      const problem = await uploadImport(plan.id, file, (part) => patch(file.name, { part: part * 0.95 }));
      patch(file.name, { part: 1, problem });
      onChanged();
    }
    setUploads((now) => now.filter((one) => one.problem));
  }

  return (
    <div className="flex flex-col gap-4">
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void send(event.dataTransfer.files);
        }}
        className={`flex flex-col items-center gap-2 rounded-2xl border-2 border-dashed px-4 py-10 text-center ${over ? "border-accent bg-accent-soft" : "border-line-strong bg-surface"}`}
      >
        <UploadIcon className="size-6 text-ink-3" />
        <p className="font-medium text-sm">{t`Drop CSV or Excel files here`}</p>
        <p className="max-w-md text-ink-3 text-xs">{t`Up to 20 files of 100 MB. Files that refer to each other, such as accounts and deals, can be imported together.`}</p>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t`Choose files`}
          accept=".csv,.tsv,.txt,.xlsx,text/csv"
          onChange={(event) => {
            void send(event.target.files).then(() => {
              if (input.current) input.current.value = "";
            });
          }}
        />
        <Button look="primary" busy={running} onClick={() => input.current?.click()}>
          <Trans>Choose files</Trans>
        </Button>
      </div>
      {uploads.map((upload) => (
        <div key={upload.name} className="rounded-lg bg-surface px-4 py-2.5 shadow-lift">
          <p className="truncate text-sm">{upload.name}</p>
          {upload.problem ? (
            <p role="alert" className="text-danger text-sm">
              {upload.problem}
            </p>
          ) : (
            <Progress value={upload.part} max={1} label={t`Upload of ${upload.name}`} />
          )}
        </div>
      ))}
      {files.length > 0 && (
        <ul className="divide-y divide-line rounded-xl bg-surface shadow-lift">
          {files.map((file) => (
            <li key={file.fileNo} className="flex items-center gap-3 px-4 py-2.5">
              <FileSpreadsheetIcon className="size-5 shrink-0 text-ink-3" />
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium text-sm">{file.name}</p>
                <p className="truncate text-ink-3 text-xs">
                  {t`${number(file.rows)} rows`} · {t`${number(file.columns.length)} columns`} · {file.encoding}
                </p>
              </div>
              {file.label && <Badge tone="accent">{file.label}</Badge>}
              <IconButton
                label={t`Remove`}
                icon={<Trash2Icon />}
                onClick={async () => {
                  const outcome = await actOrTell(RemoveImportFileDocument, {
                    input: { id: plan.id, fileNo: file.fileNo },
                  });
                  if (outcome.ok) onChanged();
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {files.length > 0 && (
        <div className="flex justify-end">
          <Button look="primary" onClick={onNext}>
            <Trans>Continue</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}
