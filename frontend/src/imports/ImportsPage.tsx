import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { FileUpIcon, UploadIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { dateTime, number } from "../session/formats";
import { useCan } from "../session/viewer";
import { actOrTell, newKey } from "../sync/act";
import { useList } from "../sync/useList";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Page } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { useLabel } from "../ui/useLabel";
import { CreateImportDocument, ImportBatchesDocument, type ImportBatchesQuery } from "./imports.gen";
import { IMPORT_STATUS, IMPORT_TONE } from "./labels";

const pick = (data: ImportBatchesQuery) => data.importBatches;

/** Past imports, and the door to a new one. */
export function ImportsPage() {
  const { t } = useLingui();
  const label = useLabel();
  const navigate = useNavigate();
  const allowed = useCan("import_batch.create");
  const list = useList(
    ImportBatchesDocument,
    useMemo(() => ({}), []),
    pick,
  );
  const [busy, setBusy] = useState(false);

  async function begin() {
    setBusy(true);
    const outcome = await actOrTell(CreateImportDocument, { input: { idempotencyKey: newKey() } });
    setBusy(false);
    const id = outcome.ok && outcome.payload.importBatch?.id;
    if (id) void navigate({ to: "/import/$importId", params: { importId: id } });
  }

  const create = allowed && (
    <Button look="primary" icon={<UploadIcon />} busy={busy} onClick={begin}>
      <Trans>New import</Trans>
    </Button>
  );
  return (
    <Page title={t`Import`} actions={create}>
      {list.problem ? (
        <ErrorState problem={list.problem} onRetry={list.retry} />
      ) : list.loading ? (
        <SkeletonRows />
      ) : list.rows.length === 0 ? (
        <EmptyState icon={<FileUpIcon />} title={t`Nothing imported yet`} action={create}>
          <Trans>
            Bring in accounts, contacts, deals and people from CSV or Excel files. Every import is previewed first and
            can be undone for 7 days.
          </Trans>
        </EmptyState>
      ) : (
        <ul className="mx-auto my-4 max-w-4xl divide-y divide-line rounded-xl bg-surface shadow-lift md:my-6">
          {list.rows.map((batch) => (
            <li key={batch.id}>
              <Link
                to="/import/$importId"
                params={{ importId: batch.id }}
                className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-hover"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium text-sm">{batch.name || t`Unnamed import`}</span>
                  <span className="block truncate text-ink-3 text-xs">
                    {batch.owner?.name} · {dateTime(batch.createdAt)}
                  </span>
                </span>
                <span className="tnum text-ink-2 text-xs">
                  {t`${number(batch.created ?? 0)} created`} · {t`${number(batch.updated ?? 0)} updated`} ·{" "}
                  {t`${number(batch.rejected ?? 0)} rejected`}
                </span>
                <Badge tone={IMPORT_TONE[batch.status]}>{label(IMPORT_STATUS, batch.status)}</Badge>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {list.hasMore && (
        <div className="flex justify-center pb-6">
          <Button look="ghost" busy={list.loadingMore} onClick={list.loadMore}>
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
    </Page>
  );
}
