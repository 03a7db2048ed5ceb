import { useCallback, useState } from "react";
import { act } from "../sync/act";
import type { UserError } from "../sync/problems";
import { useFollow } from "../sync/useFollow";
import {
  BulkRunDocument,
  type BulkStateFragment,
  CancelBulkDocument,
  RehearseBulkDocument,
  RunBulkDocument,
  UndoBulkDocument,
} from "./bulk.gen";

const WORKING = new Set(["REHEARSING", "RUNNING", "UNDOING"]);
export const isWorking = (run: BulkStateFragment | null) => WORKING.has(run?.status ?? "");

/** Whether it can still be taken back; the server says until when, and only once. */
export const canUndo = (run: BulkStateFragment) =>
  ["DONE", "CANCELLED", "FAILED"].includes(run.status) &&
  run.changed > 0 &&
  run.undoUntil !== null &&
  new Date(run.undoUntil) > new Date();

/** One action on many records, a new one or one known before: its preview, its run and its undo, followed while a job works on it. */
export function useBulkRun(known: BulkStateFragment | null = null) {
  const [run, setRun] = useState(known);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const [asking, setAsking] = useState(false);
  const working = isWorking(run);
  const id = run?.id;

  useFollow(
    working,
    id,
    BulkRunDocument,
    useCallback((data) => data.bulkRun && setRun(data.bulkRun), []),
  );

  const ask = async (answer: Promise<{ ok: boolean; payload: unknown; errors?: readonly UserError[] }>) => {
    setAsking(true);
    const outcome = await answer;
    setAsking(false);
    setErrors(outcome.ok ? [] : (outcome.errors ?? []));
    const made =
      outcome.ok &&
      Object.values(outcome.payload as object).find((one) => one && typeof one === "object" && "id" in one);
    if (made) setRun(made as BulkStateFragment);
  };

  return {
    run,
    errors,
    working,
    /** Asked for something and not answered yet: what the job does then is not known here. */
    asking,
    rehearse: (input: object) => ask(act(RehearseBulkDocument, { input: input as never })),
    start: async () => id && ask(act(RunBulkDocument, { input: { id } })),
    cancel: async () => id && ask(act(CancelBulkDocument, { input: { id } })),
    undo: async () => id && ask(act(UndoBulkDocument, { input: { id } })),
    again: () => setRun(null),
  };
}
