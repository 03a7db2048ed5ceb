import { useCallback, useEffect, useState } from "react";
import { act, newKey } from "../sync/act";
import { client } from "../sync/client";
import type { UserError } from "../sync/problems";
import { ExportDocument, type ExportStateFragment, StartExportDocument, StopExportDocument } from "./exports.gen";

const ASK_AGAIN = 500;

/** One export, from the wish to the file: refused in place, followed while a job writes it. */
export function useExport() {
  const [made, setMade] = useState<ExportStateFragment | null>(null);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const [sending, setSending] = useState(false);
  const working = made?.status === "RUNNING";
  const id = made?.id;

  useEffect(() => {
    if (!working || !id) return;
    let wanted = true;
    const timer = setInterval(async () => {
      const { data } = await client.query(ExportDocument, { id }, { requestPolicy: "network-only" }).toPromise();
      if (wanted && data?.export) setMade(data.export);
    }, ASK_AGAIN);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [working, id]);

  const start = useCallback(async (input: object) => {
    setSending(true);
    const outcome = await act(StartExportDocument, { input: { ...input, idempotencyKey: newKey() } as never });
    setSending(false);
    setErrors(outcome.ok ? [] : outcome.errors);
    const found = outcome.ok && (outcome.payload as { export?: ExportStateFragment }).export;
    if (found) setMade(found);
  }, []);
  const stop = useCallback(async () => {
    if (!id) return;
    const outcome = await act(StopExportDocument, { input: { id } });
    const found = outcome.ok && (outcome.payload as { export?: ExportStateFragment }).export;
    if (found) setMade(found);
  }, [id]);

  return { made, errors, sending, working, start, stop, again: () => setMade(null) };
}
