import { Trans, useLingui } from "@lingui/react/macro";
import { CloudOffIcon, TriangleAlertIcon } from "lucide-react";
import { useEffect } from "react";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";

const MISSING_CODE = /dynamically imported module|module script failed|Failed to fetch/i;

/** A page that broke while showing. After a release it is often old code looking for files that are gone. */
export function RouteFault({ error }: { error: unknown }) {
  const { t } = useLingui();
  const text = error instanceof Error ? error.message : String(error);
  const missing = MISSING_CODE.test(text);

  useEffect(() => {
    console.error(error);
    if (missing) void reloadWhenReachable();
  }, [error, missing]);

  return (
    <Page title={missing ? t`Not loaded` : t`Something went wrong`}>
      <EmptyState
        icon={missing ? <CloudOffIcon /> : <TriangleAlertIcon />}
        title={missing ? t`This page could not be loaded` : t`This page could not be shown`}
        action={
          <Button look="primary" onClick={() => location.reload()}>
            <Trans>Reload</Trans>
          </Button>
        }
      >
        {missing ? t`Check your connection, then reload the page.` : text}
      </EmptyState>
    </Page>
  );
}

/** Reloads by itself when the server answers, at most once a minute; without a network the page must stay. */
async function reloadWhenReachable() {
  const last = Number(sessionStorage.getItem("weir.reloaded") ?? 0);
  if (Date.now() - last < 60_000) return;
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  sessionStorage.setItem("weir.reloaded", String(Date.now()));
  location.reload();
}
