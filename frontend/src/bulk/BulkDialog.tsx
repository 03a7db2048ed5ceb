import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import type { Shape } from "../lists/shape";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import type { Action, Meant } from "./BulkBar";
import { BulkGiven } from "./BulkGiven";
import { BulkReport } from "./BulkReport";
import { useBulkRun } from "./useBulkRun";

type Props = {
  shape: Shape;
  action: Action;
  meant: Meant;
  onClose: () => void;
  onDone: () => void;
  onChanged: () => void;
};

/** One action on many records: what is given, a preview of what would happen, the run with its progress, the result with its undo. */
export function BulkDialog({ shape, action, meant, onClose, onDone, onChanged }: Props) {
  const { t } = useLingui();
  const bulk = useBulkRun();
  const { run, working } = bulk;
  const plain = action === "VOID" || action === "RETURN";
  const [given, setGiven] = useState<object | null>(plain ? {} : null);
  const titles: Record<Action, string> = {
    TRANSFER: t`Transfer the owner`,
    SET_FIELD: t`Set a field`,
    ADD_TAGS: t`Add tags`,
    REMOVE_TAGS: t`Remove tags`,
    MOVE: t`Move to stage`,
    WAKE: t`Wake up`,
    RETURN: t`Send back to the pool`,
    VOID: shape.name === "task" ? t`Cancel the tasks` : t`Void`,
  };
  const over =
    run?.status === "DONE" || run?.status === "UNDONE" || run?.status === "CANCELLED" || run?.status === "FAILED";
  // Whatever happened, the list behind shows it.
  useEffect(() => {
    if (over) onChanged();
  }, [over, onChanged]);
  const { rehearse } = bulk;
  const preview = () => rehearse({ object: shape.name.toUpperCase(), action, ...meant, ...given });
  const begun = over || run?.status === "RUNNING" || run?.status === "UNDOING";
  const canUndo = (run?.status === "DONE" || run?.status === "CANCELLED") && run.changed > 0 && run.undoUntil !== null;

  return (
    <Dialog
      open
      width="md"
      title={titles[action]}
      locked={working}
      onClose={begun ? onDone : onClose}
      footer={
        working ? (
          <Button onClick={bulk.cancel} disabled={run?.status === "UNDOING"}>{t`Stop`}</Button>
        ) : !run ? (
          <>
            <Button onClick={onClose}>{t`Cancel`}</Button>
            <Button look="primary" disabled={given === null} onClick={preview}>
              {t`Preview`}
            </Button>
          </>
        ) : run.status === "REHEARSED" ? (
          <>
            <Button onClick={bulk.again}>{t`Back`}</Button>
            <Button look={action === "VOID" ? "danger" : "primary"} disabled={run.changed === 0} onClick={bulk.start}>
              {t`Change ${run.changed}`}
            </Button>
          </>
        ) : (
          <>
            {canUndo && <Button onClick={bulk.undo}>{t`Undo all of it`}</Button>}
            <Button look="primary" onClick={begun ? onDone : onClose}>
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
