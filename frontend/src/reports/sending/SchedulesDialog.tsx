import { useLingui } from "@lingui/react/macro";
import { CalendarClockIcon, PlusIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { PagedList } from "../../lists/PagedList";
import { useList } from "../../sync/useList";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { EmptyState } from "../../ui/EmptyState";
import { type About, whereOf } from "./about";
import { NoServer } from "./NoServer";
import { ScheduleForm } from "./ScheduleForm";
import { ScheduleLine } from "./ScheduleLine";
import { SchedulesDocument, type SchedulesQuery } from "./sending.gen";

const pick = (data: SchedulesQuery) => data.reportSchedules;

/** When a report or a dashboard is sent by itself, and to whom. */
export function SchedulesDialog({ about, name, onClose }: { about: About; name: string; onClose: () => void }) {
  const { t } = useLingui();
  const [making, setMaking] = useState(false);
  const variables = useMemo(() => ({ where: whereOf(about) }), [about]);
  const list = useList(SchedulesDocument, variables, pick);
  if (making) return <ScheduleForm about={about} name={name} onClose={() => setMaking(false)} />;
  const add = (
    <Button look="primary" icon={<PlusIcon />} onClick={() => setMaking(true)}>
      {t`New schedule`}
    </Button>
  );
  return (
    <Dialog open title={t`Send regularly: ${name}`} onClose={onClose} footer={list.rows.length > 0 && add}>
      <div className="flex flex-col gap-4">
        <NoServer />
        <PagedList
          list={list}
          skeleton={2}
          empty={
            <EmptyState icon={<CalendarClockIcon />} title={t`Not sent to anybody yet`} action={add}>
              {t`As a mail with the figures of each receiver, on the days and at the time you choose.`}
            </EmptyState>
          }
        >
          <ul className="divide-y divide-line">
            {list.rows.map((row) => (
              <ScheduleLine key={row.id} row={row} />
            ))}
          </ul>
        </PagedList>
      </div>
    </Dialog>
  );
}
