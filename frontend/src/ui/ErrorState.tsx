import { Trans } from "@lingui/react/macro";
import { CloudOffIcon, LockIcon, TriangleAlertIcon } from "lucide-react";
import { Button } from "./Button";
import { EmptyState } from "./EmptyState";

type Props = { problem: { kind: string; title: string; detail?: string }; onRetry?: () => void; className?: string };

/** A part of the page that could not be read, with the way to try again. */
export function ErrorState({ problem, onRetry, className }: Props) {
  const icon =
    problem.kind === "network" ? <CloudOffIcon /> : problem.kind === "missing" ? <LockIcon /> : <TriangleAlertIcon />;
  return (
    <div role="alert" className={className}>
      <EmptyState
        icon={icon}
        title={problem.title}
        action={
          onRetry &&
          problem.kind !== "missing" && (
            <Button onClick={onRetry}>
              <Trans>Try again</Trans>
            </Button>
          )
        }
      >
        {problem.detail}
      </EmptyState>
    </div>
  );
}
