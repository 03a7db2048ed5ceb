import { useLingui } from "@lingui/react/macro";
import { BellRingIcon, PlusIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { PagedList } from "../../lists/PagedList";
import { useViewer } from "../../session/viewer";
import { useList } from "../../sync/useList";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { EmptyState } from "../../ui/EmptyState";
import { AlertForm, type Watched } from "./AlertForm";
import { AlertLine } from "./AlertLine";
import { type AlertRowFragment, AlertsDocument, type AlertsQuery } from "./alerts.gen";

const pick = (data: AlertsQuery) => data.reportAlerts;
type Props = { reportId: string; name: string; measures: readonly Watched[]; onClose: () => void };

/** The numbers of a report that are watched. */
export function AlertsDialog({ reportId, name, measures, onClose }: Props) {
  const { t } = useLingui();
  const [open, setOpen] = useState<{ row?: AlertRowFragment } | null>(null);
  const { user } = useViewer();
  const variables = useMemo(
    () => ({ where: { reportId: { eq: reportId }, ownerId: { eq: user.id } } }),
    [reportId, user.id],
  );
  const list = useList(AlertsDocument, variables, pick);
  if (open) return <AlertForm reportId={reportId} measures={measures} row={open.row} onClose={() => setOpen(null)} />;
  const add = (
    <Button look="primary" icon={<PlusIcon />} disabled={measures.length === 0} onClick={() => setOpen({})}>
      {t`New alert`}
    </Button>
  );
  return (
    <Dialog open title={t`Alerts: ${name}`} onClose={onClose} footer={list.rows.length > 0 && add}>
      <PagedList
        list={list}
        skeleton={2}
        empty={
          <EmptyState icon={<BellRingIcon />} title={t`No number is watched yet`} action={add}>
            {t`Be told when a total rises above a border, falls below it, or changes by more than you expect.`}
          </EmptyState>
        }
      >
        <ul className="divide-y divide-line">
          {list.rows.map((row) => (
            <AlertLine
              key={row.id}
              row={row}
              watched={measures.find((one) => one.index === row.measure)}
              onEdit={() => setOpen({ row })}
            />
          ))}
        </ul>
      </PagedList>
    </Dialog>
  );
}
