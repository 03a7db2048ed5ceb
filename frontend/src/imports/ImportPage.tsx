import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { ArrowLeftIcon, CheckIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { useQuery, useSubscription } from "urql";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { buttonClass } from "../ui/Button";
import { ErrorState } from "../ui/ErrorState";
import { Page } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { useLabel } from "../ui/useLabel";
import { FilesStep } from "./FilesStep";
import { ImportPlanDocument, type ImportPlanQuery, ImportProgressDocument } from "./imports.gen";
import { BUSY, IMPORT_STATUS, IMPORT_TONE } from "./labels";
import { MapStep } from "./MapStep";
import { PreviewStep } from "./PreviewStep";
import { ResultStep } from "./ResultStep";
import { WorkingStep } from "./WorkingStep";

export type Plan = NonNullable<ImportPlanQuery["importPlan"]>;
export type Batch = NonNullable<ImportPlanQuery["importBatch"]>;
export type PlanFile = Plan["files"][number];
type Step = "files" | "map" | "preview" | "result";

const route = getRouteApi("/import/$importId");

/** One import from its files to its result; every step can be left and taken up again. */
export function ImportPage() {
  const { t } = useLingui();
  const label = useLabel();
  const { importId } = route.useParams();
  const [{ data, error, fetching }, again] = useQuery({
    query: ImportPlanDocument,
    variables: { id: importId },
    requestPolicy: "cache-and-network",
  });
  const plan = data?.importPlan;
  const batch = data?.importBatch;
  const status = plan?.status ?? batch?.status;
  const busy = !!status && BUSY.has(status);
  const [{ data: live }] = useSubscription({
    query: ImportProgressDocument,
    variables: { id: importId },
    pause: !busy,
  });
  const progress = busy ? live?.importProgress : undefined;
  const [chosen, setChosen] = useState<Step | null>(null);

  const ended = progress && !BUSY.has(progress.status);
  useEffect(() => {
    if (ended) {
      again({ requestPolicy: "network-only" });
      setChosen(null);
    }
  }, [ended, again]);
  // The socket may be blocked on the way; a slow question keeps the page true anyway.
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => again({ requestPolicy: "network-only" }), 4000);
    return () => clearInterval(timer);
  }, [busy, again]);

  const natural: Step =
    !plan || plan.files.length === 0
      ? "files"
      : status === "MAPPING"
        ? "map"
        : status === "CHECKED" || status === "CHECKING"
          ? "preview"
          : "result";
  const step = natural === "result" || busy ? natural : (chosen ?? natural);
  const steps: { id: Step; name: string; open: boolean }[] = [
    { id: "files", name: t`Files`, open: natural !== "result" },
    { id: "map", name: t`Columns`, open: natural !== "result" && (plan?.files.length ?? 0) > 0 },
    { id: "preview", name: t`Preview`, open: natural === "preview" },
    { id: "result", name: t`Result`, open: natural === "result" },
  ];
  const order = steps.map((one) => one.id);

  return (
    <Page
      lead={
        <Link to="/import" aria-label={t`Back`} className={buttonClass("ghost", "icon", "-ml-2")}>
          <ArrowLeftIcon />
        </Link>
      }
      title={
        <>
          <span className="truncate">{batch?.name || t`Import`}</span>
          {status && <Badge tone={IMPORT_TONE[status]}>{label(IMPORT_STATUS, status)}</Badge>}
        </>
      }
      documentTitle={batch?.name || t`Import`}
      toolbar={
        <ol className="flex w-full gap-1 overflow-x-auto" aria-label={t`Steps`}>
          {steps.map((one, index) => {
            const here = one.id === step;
            const past = index < order.indexOf(step);
            return (
              <li key={one.id} aria-current={here ? "step" : undefined} className="min-w-20 flex-1">
                <button
                  type="button"
                  disabled={!one.open || busy}
                  onClick={() => setChosen(one.id)}
                  className={clsx(
                    "flex h-8 w-full items-center justify-center gap-1.5 rounded-md text-xs coarse:h-11",
                    here
                      ? "bg-accent font-medium text-accent-fg"
                      : past
                        ? "bg-accent-soft text-accent-text"
                        : "bg-hover text-ink-3",
                  )}
                >
                  {past && <CheckIcon className="size-3" />}
                  {one.name}
                </button>
              </li>
            );
          })}
        </ol>
      }
    >
      {error && !data ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : !data ? (
        <SkeletonRows />
      ) : !plan || !batch ? (
        !fetching && (
          <ErrorState problem={{ kind: "missing", title: t`This import does not exist, or you may not see it` }} />
        )
      ) : (
        <div className="mx-auto max-w-5xl p-3 md:p-6">
          {busy ? (
            <WorkingStep
              id={importId}
              status={progress?.status ?? batch.status}
              total={progress?.total ?? batch.total ?? 0}
              done={progress?.done ?? batch.done ?? 0}
            />
          ) : step === "files" ? (
            <FilesStep
              plan={plan}
              onChanged={() => {
                // More files may be on their way: the step is left by the button, not by the first upload.
                setChosen("files");
                again({ requestPolicy: "network-only" });
              }}
              onNext={() => setChosen("map")}
            />
          ) : step === "map" ? (
            <MapStep plan={plan} onChecked={() => setChosen(null)} />
          ) : step === "preview" ? (
            <PreviewStep
              plan={plan}
              onBack={() => setChosen("map")}
              onDecided={() => setChosen("preview")}
              onChecking={() => setChosen(null)}
            />
          ) : (
            <ResultStep plan={plan} batch={batch} />
          )}
          {step !== "result" && !busy && batch.error && (
            <p role="alert" className="mt-4 rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm">
              <Trans>The last attempt ended with:</Trans> {batch.error}
            </p>
          )}
        </div>
      )}
    </Page>
  );
}
