import { Trans, useLingui } from "@lingui/react/macro";
import { TriangleAlertIcon } from "lucide-react";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";

/** A page that broke while showing; after a new release this is usually old code looking for old files. */
export function RouteFault({ error }: { error: unknown }) {
  const { t } = useLingui();
  console.error(error);
  return (
    <Page title={t`Something went wrong`}>
      <EmptyState
        icon={<TriangleAlertIcon />}
        title={t`This page could not be shown`}
        action={
          <Button look="primary" onClick={() => location.reload()}>
            <Trans>Reload</Trans>
          </Button>
        }
      >
        {error instanceof Error ? error.message : String(error)}
      </EmptyState>
    </Page>
  );
}
