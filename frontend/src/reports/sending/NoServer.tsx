import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { MailWarningIcon } from "lucide-react";
import { useQuery } from "urql";
import { useCan } from "../../session/viewer";
import { SendsMailDocument } from "./sending.gen";

/** Says that nothing is sent yet, where there is no mail server. */
export function NoServer() {
  const { t } = useLingui();
  const runs = useCan("settings.admin");
  const [{ data }] = useQuery({ query: SendsMailDocument });
  if (!data || data.currentOrganisation?.sendsMail) return null;
  return (
    <p className="flex items-start gap-2 rounded-lg bg-warn-soft p-3 text-sm text-warn">
      <MailWarningIcon className="mt-0.5 size-4 shrink-0" />
      <span>
        {t`No mail is sent yet: the mail server is not set.`}{" "}
        {runs ? (
          <Link to="/settings/$section" params={{ section: "mail" }} className="underline">
            {t`Set it up`}
          </Link>
        ) : (
          t`An administrator can do that in the settings.`
        )}
      </span>
    </p>
  );
}
