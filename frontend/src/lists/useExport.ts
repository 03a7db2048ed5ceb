import { useCallback, useState } from "react";
import { act, newKey } from "../sync/act";
import type { UserError } from "../sync/problems";
import { useFollow } from "../sync/useFollow";
import { ExportDocument, type ExportStateFragment, StartExportDocument, StopExportDocument } from "./exports.gen";

/** One export, from the wish to the file: refused in place, followed while a job writes it. */
export function useExport() {
  const [made, setMade] = useState<ExportStateFragment | null>(null);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const [sending, setSending] = useState(false);
  const working = made?.status === "RUNNING";
  const id = made?.id;

  const take = useCallback((answer: object) => {
    const { export: found } = answer as { export?: ExportStateFragment | null };
    if (found) setMade(found);
  }, []);
  useFollow(working, id, ExportDocument, take);

  const start = useCallback(
    async (input: object) => {
      setSending(true);
      const outcome = await act(StartExportDocument, { input: { ...input, idempotencyKey: newKey() } as never });
      setSending(false);
      setErrors(outcome.ok ? [] : outcome.errors);
      if (outcome.ok) take(outcome.payload);
    },
    [take],
  );
  const stop = useCallback(async () => {
    if (!id) return;
    const outcome = await act(StopExportDocument, { input: { id } });
    if (outcome.ok) take(outcome.payload);
  }, [id, take]);

  return { made, errors, sending, working, start, stop, again: () => setMade(null) };
}
