import { useLingui } from "@lingui/react/macro";
import { Dialog } from "../ui/Dialog";
import { SignInForm } from "./SignInForm";
import { knownUser } from "./session";

/** Covers the page when the session has ended: forms below stay as they are and continue afterwards. */
export function ExpiredDialog() {
  const { t } = useLingui();
  return (
    <Dialog
      open
      onClose={() => undefined}
      locked
      top
      width="sm"
      title={t`Please sign in again`}
      description={t`Your session has ended. Nothing on this page is lost.`}
    >
      <SignInForm email={knownUser() ?? undefined} onDone={() => undefined} />
    </Dialog>
  );
}
