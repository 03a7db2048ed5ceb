import { useLingui } from "@lingui/react/macro";
import { CircleSlashIcon } from "lucide-react";
import type { ReactNode } from "react";
import { problemOf } from "../../sync/problems";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import type { AskedReport } from "./useReport";
import { Waiting } from "./Waiting";

type Props = { report: AskedReport; skeleton: ReactNode; children: ReactNode };

/** A report as it stands: on its way, given up, failed, or there; while a new answer is on its way, the last one stays. */
export function Asked({ report, skeleton, children }: Props) {
  const { t } = useLingui();
  const { data, error, working, isCancelled, question, ticket, cancel, again } = report;
  if (isCancelled) {
    return (
      <EmptyState
        icon={<CircleSlashIcon />}
        title={t`Cancelled`}
        action={<Button autoFocus onClick={again}>{t`Ask again`}</Button>}
      >
        {t`No figures were worked out. Ask again whenever you need them.`}
      </EmptyState>
    );
  }
  if (error && data === undefined && !working) return <ErrorState problem={problemOf(error)} onRetry={again} />;
  return (
    <>
      {working && <Waiting key={question} ticket={ticket} onCancel={cancel} />}
      {data === undefined ? skeleton : children}
    </>
  );
}
