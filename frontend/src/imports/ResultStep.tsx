import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { CircleCheckIcon, CircleXIcon, DownloadIcon, Undo2Icon } from "lucide-react";
import { useState } from "react";
import { dateTime, number } from "../session/formats";
import { actOrTell } from "../sync/act";
import { Button, buttonClass } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Section } from "../ui/Page";
import type { Batch, Plan } from "./ImportPage";
import { CommitImportDocument, UndoImportDocument } from "./imports.gen";

/** Step four: what came of it; the rejected rows as a file; and the way back. */
export function ResultStep({ plan, batch }: { plan: Plan; batch: Batch }) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const good = batch.status === "DONE";
  const until = dateTime(batch.undoUntil);
  const cells: [string, number | null][] = [
    [t`Newly created`, batch.created],
    [t`Updated`, batch.updated],
    [t`Rejected`, batch.rejected],
    [t`Rows`, batch.total],
  ];

  return (
    <div className="flex flex-col gap-4">
      <Section>
        <p className="flex items-center gap-2 pt-3 font-medium text-base">
          {good ? <CircleCheckIcon className="size-5 text-good" /> : <CircleXIcon className="size-5 text-ink-3" />}
          {batch.status === "DONE" && t`The import is done`}
          {batch.status === "CANCELLED" && t`The import was cancelled`}
          {batch.status === "FAILED" && t`The import has failed`}
          {batch.status === "UNDONE" && t`The import was taken back`}
        </p>
        {batch.error && <p className="mt-1 text-danger text-sm">{batch.error}</p>}
        <dl className="mt-4 grid grid-cols-2 gap-2 sm:grid-cols-4">
          {cells.map(([name, value]) => (
            <div key={name} className="rounded-lg bg-hover px-3 py-2">
              <dt className="text-ink-3 text-xs">{name}</dt>
              <dd className="tnum font-semibold text-lg">{number(value ?? 0)}</dd>
            </div>
          ))}
        </dl>
        <div className="mt-4 flex flex-wrap gap-2">
          {(batch.rejected ?? 0) > 0 && (
            <a href={`/imports/${batch.id}/rejects.csv`} download className={buttonClass("secondary")}>
              <DownloadIcon /> <Trans>Rejected rows with reasons</Trans>
            </a>
          )}
          {(batch.status === "CANCELLED" || batch.status === "FAILED") && (
            <Button look="primary" onClick={() => actOrTell(CommitImportDocument, { input: { id: batch.id } })}>
              <Trans>Go on with the import</Trans>
            </Button>
          )}
          {plan.canUndo && (
            <Button icon={<Undo2Icon />} onClick={() => setAsking(true)}>
              <Trans>Undo the whole import</Trans>
            </Button>
          )}
          {good && (
            <Link to="/board" className={buttonClass("primary")}>
              <Trans>To the board</Trans>
            </Link>
          )}
        </div>
        {plan.canUndo && batch.undoUntil && (
          <p className="mt-2 text-ink-3 text-xs">{t`It can be undone until ${until}.`}</p>
        )}
      </Section>
      <Dialog
        open={asking}
        width="sm"
        title={t`Undo the whole import?`}
        description={t`What it created is removed, what it changed is as before. What people changed since then stays.`}
        onClose={() => setAsking(false)}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>
              <Trans>Keep it</Trans>
            </Button>
            <Button
              look="danger"
              busy={busy}
              onClick={async () => {
                setBusy(true);
                await actOrTell(UndoImportDocument, { input: { id: batch.id } });
                setBusy(false);
                setAsking(false);
              }}
            >
              <Trans>Undo</Trans>
            </Button>
          </>
        }
      >
        <p className="text-ink-2 text-sm">{batch.name}</p>
      </Dialog>
    </div>
  );
}
