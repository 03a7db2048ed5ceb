import { Trans, useLingui } from "@lingui/react/macro";
import { CheckIcon, LightbulbIcon, XIcon } from "lucide-react";
import { useState } from "react";
import { number } from "../session/formats";
import { act } from "../sync/act";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import type { Plan, PlanFile } from "./ImportPage";
import { CheckImportDocument, CommitImportDocument, UpdateImportDocument } from "./imports.gen";
import { Problems } from "./Problems";
import { RowList } from "./RowList";

type Props = { plan: Plan; onBack: () => void; onDecided: () => void; onChecking: () => void };

/** Step three: what would happen, what is wrong, and what might be meant. Nothing has been written yet. */
export function PreviewStep({ plan, onBack, onDecided, onChecking }: Props) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  const [decided, setDecided] = useState(false);
  const shown = plan.files.filter((file) => file.object);
  const total = shown.reduce((sum, file) => sum + (file.counts ? file.counts.create + file.counts.update : 0), 0);
  const count = number(total);

  async function send(run: () => ReturnType<typeof act<object, object>>) {
    setBusy(true);
    const outcome = await run();
    setBusy(false);
    if (!outcome.ok) for (const error of outcome.errors) notify({ title: error.message, tone: "bad" });
    return outcome.ok;
  }

  async function decide(key: string, accept: boolean) {
    const done = await send(
      () =>
        act(UpdateImportDocument, {
          input: { id: plan.id, version: plan.version, decisions: [{ key, accept }] },
        }) as never,
    );
    if (done) {
      setDecided(true);
      onDecided();
    }
  }

  return (
    <div className="flex flex-col gap-4">
      <Problems problems={plan.problems} />
      {shown.map((file) => (
        <FilePreview key={file.fileNo} plan={plan} file={file} onDecide={decide} busy={busy} />
      ))}
      <div className="sticky bottom-0 flex flex-wrap items-center justify-end gap-2 bg-canvas py-3">
        <Button onClick={onBack}>
          <Trans>Back to the columns</Trans>
        </Button>
        {(decided || plan.status !== "CHECKED") && (
          <Button
            look="primary"
            busy={busy}
            onClick={async () => {
              if (await send(() => act(CheckImportDocument, { input: { id: plan.id } }) as never)) {
                setDecided(false);
                onChecking();
              }
            }}
          >
            <Trans>Check again</Trans>
          </Button>
        )}
        {plan.status === "CHECKED" && (
          <Button
            look="primary"
            busy={busy}
            disabled={!plan.canCommit}
            onClick={() => send(() => act(CommitImportDocument, { input: { id: plan.id } }) as never)}
          >
            {t`Import ${count} records`}
          </Button>
        )}
      </div>
    </div>
  );
}

type FileProps = { plan: Plan; file: PlanFile; busy: boolean; onDecide: (key: string, accept: boolean) => void };

function FilePreview({ plan, file, busy, onDecide }: FileProps) {
  const { t } = useLingui();
  const [rows, setRows] = useState(false);
  const { counts } = file;
  const cells: [string, number, "good" | "accent" | "plain" | "bad" | "warn"][] = counts
    ? [
        [t`New`, counts.create, "good"],
        [t`Updated`, counts.update, "accent"],
        [t`Same`, counts.same, "plain"],
        [t`Rejected`, counts.reject, "bad"],
        [t`With a note`, counts.warn, "warn"],
      ]
    : [];
  return (
    <Section
      title={
        <span className="flex items-center gap-2">
          {file.name} {file.label && <Badge tone="accent">{file.label}</Badge>}
        </span>
      }
    >
      <dl className="grid grid-cols-3 gap-2 sm:grid-cols-5">
        {cells.map(([name, value, tone]) => (
          <div key={name} className="rounded-lg bg-hover px-3 py-2">
            <dt className="text-ink-3 text-xs">{name}</dt>
            <dd
              className={`tnum font-semibold text-lg ${value > 0 && tone === "bad" ? "text-danger" : value > 0 && tone === "good" ? "text-good" : ""}`}
            >
              {number(value)}
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-3 flex flex-col gap-3">
        {file.suggestions.length > 0 && (
          <ul className="flex flex-col gap-2" aria-label={t`Suggestions`}>
            {file.suggestions.map((one) => (
              <li
                key={one.key}
                className="flex flex-wrap items-center gap-2 rounded-lg border border-line px-3 py-2 text-sm"
              >
                <LightbulbIcon className="size-4 shrink-0 text-accent-text" />
                <span className="min-w-52 flex-1">{one.message}</span>
                {one.decision === "OPEN" ? (
                  <span className="flex gap-1.5">
                    <Button
                      size="sm"
                      look="primary"
                      disabled={busy}
                      icon={<CheckIcon />}
                      onClick={() => onDecide(one.key, true)}
                    >
                      <Trans>Yes</Trans>
                    </Button>
                    <Button size="sm" disabled={busy} icon={<XIcon />} onClick={() => onDecide(one.key, false)}>
                      <Trans>No</Trans>
                    </Button>
                  </span>
                ) : (
                  <Button
                    size="sm"
                    look="ghost"
                    disabled={busy}
                    onClick={() => onDecide(one.key, one.decision !== "ACCEPTED")}
                  >
                    <Badge tone={one.decision === "ACCEPTED" ? "good" : "plain"}>
                      {one.decision === "ACCEPTED" ? t`accepted` : t`declined`}
                    </Badge>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        <Problems problems={file.problems} />
        {counts && counts.reject + counts.warn > 0 && (
          <div>
            <Button size="sm" look="ghost" onClick={() => setRows((now) => !now)} aria-expanded={rows}>
              {rows ? t`Hide the rows` : t`Show the rows with problems`}
            </Button>
          </div>
        )}
        {rows && <RowList id={plan.id} file={file} />}
      </div>
    </Section>
  );
}
