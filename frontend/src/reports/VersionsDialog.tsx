import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { dateTime } from "../session/formats";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import type { Definition } from "./definition";
import type { SavedReport } from "./ReportRoom";

const route = getRouteApi("/reports/$reportId");

/** What a report was before, newest first; one of them can be looked at, and kept again by saving. */
export function VersionsDialog({ report, onClose }: { report: SavedReport; onClose: () => void }) {
  const { t } = useLingui();
  const navigate = route.useNavigate();
  return (
    <Dialog open width="sm" title={t`Earlier versions`} onClose={onClose}>
      <ol className="divide-y divide-line">
        {report.versions.nodes.map((one) => {
          const number = one.number;
          const who = one.replacedBy?.name ?? t`Somebody`;
          const when = dateTime(one.createdAt);
          return (
            <li key={one.id} className="flex items-center gap-3 py-2 text-sm">
              <span className="min-w-0 flex-1">
                <span className="block">{t`Version ${number}`}</span>
                <span className="block text-ink-3 text-xs">{t`Until ${when}, when ${who} changed it`}</span>
              </span>
              <Button
                size="sm"
                onClick={() => {
                  void navigate({ search: (now) => ({ ...now, d: one.definition as Definition }), replace: true });
                  onClose();
                }}
              >{t`Look at it`}</Button>
            </li>
          );
        })}
      </ol>
    </Dialog>
  );
}
