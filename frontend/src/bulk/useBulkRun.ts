import { useCallback, useEffect, useState } from "react";
import { act } from "../sync/act";
import { client } from "../sync/client";
import type { UserError } from "../sync/problems";
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
const ASK_AGAIN = 500;

/** One action on many records: its preview, its run and its undo, followed while a job works on it. */
export function useBulkRun() {
  const [run, setRun] = useState<BulkStateFragment | null>(null);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const working = isWorking(run);
  const id = run?.id;

  useEffect(() => {
    if (!working || !id) return;
    let wanted = true;
    const timer = setInterval(async () => {
      const { data } = await client.query(BulkRunDocument, { id }, { requestPolicy: "network-only" }).toPromise();
      if (wanted && data?.bulkRun) setRun(data.bulkRun);
    }, ASK_AGAIN);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [working, id]);

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
