import { Trans, useLingui } from "@lingui/react/macro";
import { ShieldAlertIcon, ShieldCheckIcon, ShieldIcon } from "lucide-react";
import { useState } from "react";
import { number } from "../session/formats";
import { client } from "../sync/client";
import { type Problem, problemOf } from "../sync/problems";
import { Button } from "../ui/Button";
import { VerifyAuditDocument, type VerifyAuditQuery } from "./audit.gen";

type Verdict = VerifyAuditQuery["verifyAudit"];

/** Walks the chain of seals and says whether every entry is as it was written. */
export function VerifyPanel() {
  const { t } = useLingui();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function verify() {
    setBusy(true);
    const { data, error } = await client.query(VerifyAuditDocument, {}, { requestPolicy: "network-only" }).toPromise();
    setBusy(false);
    setVerdict(data?.verifyAudit ?? null);
    setProblem(error && !data ? problemOf(error) : null);
  }

  const checked = number(verdict?.entries);
  return (
    <section
      aria-label={t`Seal of the audit`}
      className="flex flex-wrap items-center gap-3 rounded-xl bg-surface p-4 shadow-lift"
    >
      <div role="status" className="flex min-w-60 flex-1 items-start gap-2.5 text-sm">
        {problem ? (
          <span className="text-danger">{problem.title}</span>
        ) : !verdict ? (
          <>
            <ShieldIcon className="mt-0.5 size-4 shrink-0 text-ink-3" />
            <span className="text-ink-2">{t`Each entry is sealed with the one before it, so a change afterwards shows.`}</span>
          </>
        ) : verdict.isIntact ? (
          <>
            <ShieldCheckIcon className="mt-0.5 size-4 shrink-0 text-good" />
            <span className="min-w-0">
              <span className="font-medium text-good">{t`Intact, entries checked: ${checked}`}</span>
              <span className="block break-all text-ink-3 text-xs">
                <Trans>Keep this elsewhere to notice a cut-off end:</Trans> <code>{verdict.head}</code>
              </span>
            </span>
          </>
        ) : (
          <>
            <ShieldAlertIcon className="mt-0.5 size-4 shrink-0 text-danger" />
            <span className="min-w-0">
              <span className="font-medium text-danger">{t`The audit was tampered with`}</span>
              <span className="block break-all text-ink-2 text-xs">
                {verdict.reason} <code>{verdict.brokenId}</code>
              </span>
            </span>
          </>
        )}
      </div>
      <Button busy={busy} onClick={verify}>
        <Trans>Verify the audit</Trans>
      </Button>
    </section>
  );
}
