import { useLingui } from "@lingui/react/macro";
import { DownloadIcon } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { number } from "../session/formats";
import { Button, buttonClass, Spinner } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Textarea } from "../ui/Input";
import { Progress } from "../ui/Progress";
import { Select } from "../ui/Select";
import type { Where } from "../views/definition";
import { ExportFiles } from "./ExportFiles";
import type { ExportStateFragment } from "./exports.gen";
import type { Shape } from "./shape";
import { useExport } from "./useExport";

export type ExportProps = {
  shape: Shape;
  /** The fields of the columns, in their order. */
  columns: readonly string[];
  where: Where;
  search?: string;
  orderBy: readonly { field: string; direction: "ASC" | "DESC" }[];
  /** How many the list has; "10,000+" when nobody counted further. */
  count: string;
  onClose: () => void;
};

const MIN_REASON = 3;

/** A file of the list as it is shown: what for, how far, and the download. */
export function ExportDialog({ shape, columns, where, search, orderBy, count, onClose }: ExportProps) {
  const { t } = useLingui();
  const { made, errors, sending, working, start, stop, again } = useExport();
  const [format, setFormat] = useState<"CSV" | "XLSX">("XLSX");
  const [reason, setReason] = useState("");
  const form = useId();
  const names = columns.map(shape.label).join(t({ message: ", ", context: "between columns" }));
  const ready = reason.trim().length >= MIN_REASON;
  const field = (name: string) => errors.find((one) => one.field[0] === name)?.message;
  const others = errors.filter((one) => one.field[0] !== "reason");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    void start({ object: shape.name.toUpperCase(), format, reason, columns, where, search: search ?? null, orderBy });
  };
  return (
    <Dialog
      open
      width="md"
      title={t`Export`}
      locked={working}
      onClose={onClose}
      footer={
        working ? (
          <Button onClick={stop}>{t`Stop`}</Button>
        ) : made?.url ? (
          <>
            <Button onClick={onClose}>{t`Close`}</Button>
            <a href={made.url} download className={buttonClass("primary")}>
              <DownloadIcon />
              {t`Download`}
            </a>
          </>
        ) : made ? (
          <>
            <Button onClick={again}>{t`Back`}</Button>
            <Button look="primary" onClick={onClose}>
              {t`Close`}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{t`Cancel`}</Button>
            <Button look="primary" type="submit" form={form} busy={sending} disabled={!ready}>
              {t({ message: "Export", context: "verb" })}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <State made={made} />
      ) : (
        <form id={form} onSubmit={submit} className="flex flex-col gap-4">
          <Field
            label={t`What it is needed for`}
            hint={t`It stands in the audit log.`}
            error={field("reason")}
            required
          >
            <Textarea value={reason} maxLength={500} rows={2} onChange={(event) => setReason(event.target.value)} />
          </Field>
          <Field label={t`Format`}>
            <Select
              options={[
                { value: "XLSX", label: "Excel (XLSX)" },
                { value: "CSV", label: "CSV" },
              ]}
              value={format}
              onChange={setFormat}
            />
          </Field>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 rounded-xl border border-line px-3 py-2 text-sm">
            <dt className="text-ink-2">{t`Records`}</dt>
            <dd className="tnum">{t`Up to ${count}: those you may export`}</dd>
            <dt className="text-ink-2">{t({ message: "Columns", context: "of a list" })}</dt>
            <dd className="min-w-0 break-words">{names}</dd>
          </dl>
          {others.length > 0 && (
            <ul role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm">
              {others.map((one) => (
                <li key={one.message}>{one.message}</li>
              ))}
            </ul>
          )}
          <ExportFiles title={t`Made in the last 24 hours`} />
        </form>
      )}
    </Dialog>
  );
}

function State({ made }: { made: ExportStateFragment }) {
  const { t } = useLingui();
  const done = number(made.done);
  const total = number(made.total);
  const heads: Record<string, string> = {
    RUNNING: t`Writing: ${done} of ${total}`,
    DONE: t`The file with ${done} records is ready. It can be downloaded for 24 hours, by you alone.`,
    STOPPED: t`Stopped; there is no file.`,
    FAILED: t`The file could not be made. Try again.`,
  };
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-center gap-2 text-sm" role="status">
        {made.status === "RUNNING" && <Spinner />}
        {heads[made.status ?? ""]}
      </p>
      {made.status === "RUNNING" && <Progress max={made.total} value={made.done} label={t`Progress`} />}
    </div>
  );
}
