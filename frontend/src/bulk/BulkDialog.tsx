import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import type { Shape } from "../lists/shape";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import type { Where } from "../views/definition";
import { BulkGiven } from "./BulkGiven";
import { BulkReport } from "./BulkReport";
import type { BulkAction, BulkObject } from "./bulk.gen";
import { actionOn } from "./labels";
import { offerUndo } from "./offerUndo";
import { canUndo, useBulkRun } from "./useBulkRun";

/** Which records are meant: named ones, or all that match. */
export type Meant = { recordIds: string[] } | { filter: Where; search?: string; voided?: boolean };

type Props = {
  shape: Shape;
  action: BulkAction;
  meant: Meant;
  onClose: () => void;
  onDone: () => void;
  onChanged: () => void;
};

/** One action on many records: what is given, a preview of what would happen, the run with its progress, the result with its undo. */
export function BulkDialog({ shape, action, meant, onClose, onDone, onChanged }: Props) {
  const { t, i18n } = useLingui();
  const object = shape.name.toUpperCase() as BulkObject;
  const bulk = useBulkRun();
  const { run, working, asking } = bulk;
  const plain = action === "VOID" || action === "RETURN" || action === "RESTORE";
  const [given, setGiven] = useState<object | null>(plain ? {} : null);
  const over =
    run?.status === "DONE" || run?.status === "UNDONE" || run?.status === "CANCELLED" || run?.status === "FAILED";
  // Whatever happened, the list behind shows it.
  useEffect(() => {
    if (over) onChanged();
  }, [over, onChanged]);
  const { rehearse } = bulk;
  const preview = () => rehearse({ object, action, ...meant, ...given });
  const begun = over || run?.status === "RUNNING" || run?.status === "UNDOING";
  const undoable = run !== null && canUndo(run);
  const leave = () => {
    // The dialog goes, the way back stays.
    if (undoable) offerUndo(run, onChanged);
    if (begun) onDone();
    else onClose();
  };

  return (
    <Dialog
      open
      width="md"
      title={i18n._(actionOn(object, action))}
      // Left before the answer, it would run with nobody to show its end and its way back.
      locked={working || asking}
      onClose={leave}
      footer={
        working ? (
          <Button onClick={bulk.cancel} disabled={asking || run?.status === "UNDOING"}>{t`Stop`}</Button>
        ) : !run ? (
          <>
            <Button onClick={onClose}>{t`Cancel`}</Button>
            <Button look="primary" disabled={given === null} busy={asking} onClick={preview}>
              {t`Preview`}
            </Button>
          </>
        ) : run.status === "REHEARSED" ? (
          <>
            <Button disabled={asking} onClick={bulk.again}>{t`Back`}</Button>
            <Button
              look={action === "VOID" ? "danger" : "primary"}
              disabled={run.changed === 0}
              busy={asking}
              onClick={bulk.start}
            >
              {t`Change ${run.changed}`}
            </Button>
          </>
        ) : (
          <>
            {undoable && <Button busy={asking} onClick={bulk.undo}>{t`Undo all of it`}</Button>}
            <Button look="primary" disabled={asking} onClick={leave}>
              {t`Close`}
            </Button>
          </>
        )
      }
    >
      {run ? (
        <BulkReport run={run} />
      ) : plain ? (
        <p className="text-sm">
          {action === "RETURN"
            ? t`They lose their owner and wait in their pool, with the reason “No response”. This can be undone for 7 days.`
            : action === "RESTORE"
              ? t`They stand in lists and figures again, as they were. This can be undone for 7 days.`
              : t`They disappear from lists and figures. This can be undone for 7 days.`}
        </p>
      ) : (
        <BulkGiven shape={shape} action={action} onChange={setGiven} />
      )}
      {bulk.errors.length > 0 && (
        <ul role="alert" className="mt-4 rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm">
          {bulk.errors.map((one) => (
            <li key={one.message}>{one.message}</li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
