import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { SunriseIcon } from "lucide-react";
import { useCan, useViewer } from "../session/viewer";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { useOverlay } from "../ui/useOverlay";

/** The home page of somebody for whom nothing waits: where to begin. */
export function Welcome() {
  const { t } = useLingui();
  const { user } = useViewer();
  const open = useOverlay();
  const navigate = useNavigate();
  const canDeal = useCan("deal.create");
  const canAccount = useCan("account.create");
  const canImport = useCan("import_batch.create");
  const { name } = user;
  return (
    <EmptyState
      className="py-16 md:py-24"
      icon={<SunriseIcon />}
      title={t`Hello ${name}, nothing is waiting for you`}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {canAccount && (
            <Button look="primary" onClick={() => open("account")}>
              <Trans>New account</Trans>
            </Button>
          )}
          {canDeal && (
            <Button onClick={() => open("deal")}>
              <Trans>New deal</Trans>
            </Button>
          )}
          {canImport && (
            <Button onClick={() => navigate({ to: "/import" })}>
              <Trans>Import a table</Trans>
            </Button>
          )}
        </div>
      }
    >
      {canDeal
        ? t`Tasks that are due, deals that are stuck and what colleagues tell you will stand here. Begin with a customer.`
        : t`Tasks that are due and what colleagues tell you will stand here.`}
    </EmptyState>
  );
}
