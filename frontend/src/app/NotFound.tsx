import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { MapPinOffIcon } from "lucide-react";
import { buttonClass } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";

export function NotFound() {
  const { t } = useLingui();
  return (
    <Page title={t`Not found`}>
      <EmptyState
        icon={<MapPinOffIcon />}
        title={t`There is no such page`}
        action={
          <Link to="/board" className={buttonClass("primary")}>
            <Trans>To the board</Trans>
          </Link>
        }
      >
        <Trans>The address may be mistyped, or the page was moved.</Trans>
      </EmptyState>
    </Page>
  );
}
