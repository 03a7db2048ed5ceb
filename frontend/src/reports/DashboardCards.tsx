import { useLingui } from "@lingui/react/macro";
import { LayoutDashboardIcon, PlusIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { PagedList } from "../lists/PagedList";
import { useCan } from "../session/viewer";
import { useList } from "../sync/useList";
import { Button } from "../ui/Button";
import { Section } from "../ui/Page";
import type { Where } from "../views/definition";
import { DashboardDialog } from "./DashboardDialog";
import { DashboardsDocument, type DashboardsQuery } from "./dashboards.gen";
import { FiledCard, type Know } from "./folders/FiledCard";
import type { Counts } from "./folders/folders";

const pick = (data: DashboardsQuery) => data.dashboards;
type Props = {
  where: { where: Where };
  folder: string;
  counts: Counts;
  /** Counts up when something was filed elsewhere. */
  beat: number;
  know: Know;
  onDone: () => void;
};

/** The dashboards one may open in a folder, and the way to a new one. */
export function DashboardCards({ where, folder, counts, beat, know, onDone }: Props) {
  const { t } = useLingui();
  const mayCreate = useCan("dashboard.create");
  const [making, setMaking] = useState(false);
  const list = useList(DashboardsDocument, where, pick);
  const { retry } = list;
  useEffect(() => {
    if (beat > 0) retry();
  }, [beat, retry]);
  if ((!mayCreate || folder !== "") && list.rows.length === 0) return null;
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
            <FiledCard
              key={one.id}
              filed={one}
              about={one.owner?.name ?? ""}
              icon={<LayoutDashboardIcon className="size-4" aria-hidden />}
              isDashboard
              counts={counts}
              know={know}
              onDone={onDone}
            />
          ))}
        </ul>
      </PagedList>
      {making && <DashboardDialog folder={folder} onClose={() => setMaking(false)} />}
    </Section>
  );
}
