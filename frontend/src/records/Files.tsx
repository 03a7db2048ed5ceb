import { Trans, useLingui } from "@lingui/react/macro";
import { DownloadIcon, FileIcon, FilesIcon, Trash2Icon, UploadIcon } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useQuery } from "urql";
import { type Subject, subjectWhere } from "../activities/subject";
import { bytes, date } from "../session/formats";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Button, buttonClass, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { notify } from "../ui/notify";
import { SkeletonRows } from "../ui/Skeleton";
import { DeleteFileDocument, FilesDocument } from "./records.gen";
import { uploadFile } from "./uploadFile";

/** The files of a record: drop or choose, open, remove. */
export function Files({ subject, canWrite = true }: { subject: Subject; canWrite?: boolean }) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(0);
  const where = useMemo(() => subjectWhere(subject), [subject]);
  const [{ data, error }, again] = useQuery({ query: FilesDocument, variables: { where } });
  const files = data?.files.nodes ?? [];

  async function upload(list: FileList | null) {
    for (const file of list ?? []) {
      setBusy((now) => now + 1);
      const problem = await uploadFile(file, subject);
      setBusy((now) => now - 1);
      if (problem) notify({ title: file.name, detail: problem, tone: "bad" });
    }
    again({ requestPolicy: "network-only" });
  }

  return (
    <div
      onDragOver={(event) => canWrite && event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (canWrite) void upload(event.dataTransfer.files);
      }}
      className="flex flex-col gap-3"
    >
      {canWrite && (
        <div>
          <input ref={input} type="file" multiple hidden onChange={(event) => void upload(event.target.files)} />
          <Button icon={<UploadIcon />} busy={busy > 0} onClick={() => input.current?.click()}>
            <Trans>Add files</Trans>
          </Button>
          <span className="ml-3 text-ink-3 text-xs">{t`Up to 25 MB each. You can also drop them here.`}</span>
        </div>
      )}
      {error && !data ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : !data ? (
        <SkeletonRows rows={3} />
      ) : files.length === 0 ? (
        <EmptyState icon={<FilesIcon />} title={t`No files yet`} />
      ) : (
        <ul className="divide-y divide-line">
          {files.map((file) => (
            <li key={file.id} className="flex items-center gap-3 py-2">
              <FileIcon className="size-5 shrink-0 text-ink-3" />
              <div className="min-w-0 flex-1">
                <a href={file.url} download className="block truncate font-medium text-sm hover:underline">
                  {file.name}
                </a>
                <p className="truncate text-ink-3 text-xs">
                  {bytes(file.sizeBytes)} · {file.uploadedBy?.name} · {date(file.createdAt)}
                </p>
              </div>
              <a href={file.url} download aria-label={t`Download`} className={buttonClass("ghost", "icon")}>
                <DownloadIcon />
              </a>
              {canWrite && (
                <IconButton
                  label={t`Remove`}
                  icon={<Trash2Icon />}
                  onClick={() => actOrTell(DeleteFileDocument, { input: { id: file.id } })}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
