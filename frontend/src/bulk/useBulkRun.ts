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

/** One action on many records: its preview, its run and its undo, followed while a job works on it. */
export function useBulkRun() {
  const [run, setRun] = useState<BulkStateFragment | null>(null);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const working = isWorking(run);
  const id = run?.id;

  useFollow(
    working,
    id,
    BulkRunDocument,
    useCallback((data) => data.bulkRun && setRun(data.bulkRun), []),
  );

  const take = useCallback((outcome: { ok: boolean; payload: unknown; errors?: readonly UserError[] }) => {
    setErrors(outcome.ok ? [] : (outcome.errors ?? []));
    const made =
      outcome.ok &&
      Object.values(outcome.payload as object).find((one) => one && typeof one === "object" && "id" in one);
    if (made) setRun(made as BulkStateFragment);
    return outcome.ok;
  }, []);

  return {
    run,
    errors,
    working,
    rehearse: async (input: object) => take(await act(RehearseBulkDocument, { input: input as never })),
    start: async () => id && take(await act(RunBulkDocument, { input: { id } })),
    cancel: async () => id && take(await act(CancelBulkDocument, { input: { id } })),
    undo: async () => id && take(await act(UndoBulkDocument, { input: { id } })),
    again: () => setRun(null),
  };
}
