import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { ArrowLeftIcon } from "lucide-react";
import { buttonClass } from "../ui/Button";

/** The way from a report back to all of them, or to the folder it stands in. */
export function ToReports({ folder }: { folder?: string | null }) {
  const { t } = useLingui();
  return (
    <Link
      to="/reports"
      search={{ folder: folder ?? undefined }}
      aria-label={t`All reports`}
      title={t`All reports`}
      className={buttonClass("ghost", "icon", "-ml-2")}
    >
      <ArrowLeftIcon />
    </Link>
  );
}
