import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { KanbanIcon, ListIcon } from "lucide-react";
import type { Where } from "../views/definition";

const LOOK =
  "grid size-8 place-items-center rounded-md text-ink-3 hover:text-ink data-[status=active]:bg-surface data-[status=active]:text-ink data-[status=active]:shadow-lift coarse:size-10";

/** The same leads as a list or as a board: the filter goes along, but for the status, which the columns are. */
export function LeadViews({ f, q }: { f?: Where; q?: string }) {
  const { t } = useLingui();
  const { status: _, ...others } = f ?? {};
  const filter = Object.keys(others).length > 0 ? others : undefined;
  return (
    <nav aria-label={t`Show as`} className="flex rounded-lg bg-sunken p-0.5">
      <Link
        to="/leads"
        search={{ f: filter, q }}
        activeOptions={{ exact: true, includeSearch: false }}
        aria-label={t`List`}
        title={t`List`}
        className={LOOK}
      >
        <ListIcon className="size-4" />
      </Link>
      <Link
        to="/leads/board"
        search={{ f: filter, q }}
        activeOptions={{ exact: true, includeSearch: false }}
        aria-label={t`Board`}
        title={t`Board`}
        className={LOOK}
      >
        <KanbanIcon className="size-4" />
      </Link>
    </nav>
  );
}
