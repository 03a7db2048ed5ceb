import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { LayoutDashboardIcon, PlusIcon } from "lucide-react";
import { useState } from "react";
import { PagedList } from "../lists/PagedList";
import { useCan } from "../session/viewer";
import { useList } from "../sync/useList";
import { Button } from "../ui/Button";
import { Section } from "../ui/Page";
import { DashboardDialog } from "./DashboardDialog";
import { DashboardsDocument, type DashboardsQuery } from "./dashboards.gen";

const ALL = {};
const pick = (data: DashboardsQuery) => data.dashboards;

/** The dashboards one may open, and the way to a new one. */
export function DashboardCards() {
  const { t } = useLingui();
  const mayCreate = useCan("dashboard.create");
  const [making, setMaking] = useState(false);
  const list = useList(DashboardsDocument, ALL, pick);
  if (!mayCreate && list.rows.length === 0) return null;
  return (
    <Section
      title={t`Dashboards`}
      actions={
        mayCreate && (
          <Button look="ghost" size="sm" icon={<PlusIcon />} onClick={() => setMaking(true)}>
            {t`New dashboard`}
          </Button>
        )
      }
    >
      <PagedList
        list={list}
        skeleton={1}
        empty={<p className="text-ink-3 text-sm">{t`Put several reports side by side, for yourself or for a team.`}</p>}
      >
        <ul className="-mx-2 grid gap-1 sm:grid-cols-2">
          {list.rows.map((one) => (
            <li key={one.id}>
              <Link
                to="/dashboards/$dashboardId"
                params={{ dashboardId: one.id }}
                className="flex items-center gap-3 rounded-lg p-2 hover:bg-hover"
              >
                <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent-text">
                  <LayoutDashboardIcon className="size-4" aria-hidden />
                </span>
                <span className="min-w-0">
                  <span className="block truncate font-medium text-sm">{one.name}</span>
                  <span className="block text-ink-3 text-xs">{one.owner?.name}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </PagedList>
      {making && <DashboardDialog onClose={() => setMaking(false)} />}
    </Section>
  );
}
