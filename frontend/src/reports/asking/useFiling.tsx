import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { createRequest, makeOperation } from "urql";
import { pipe, subscribe, take } from "wonka";
import { newKey, outcomeOf, tell } from "../../sync/act";
import { client, requestOptions } from "../../sync/client";
import { Dialog } from "../../ui/Dialog";
import type { Definition } from "../definition";
import { hand } from "../handing";
import { ExportReportDocument } from "../reports.gen";
import { Waiting } from "./Waiting";

/** Has figures made into a file and hands it over. What takes longer than a moment says so, and can be given up; leaving gives it up, too. */
export function useFiling(
  name: string,
  definition: Definition,
): { file: (format: "CSV" | "XLSX") => void; dialog: ReactNode } {
  const { t } = useLingui();
  const stop = useRef<(() => void) | null>(null);
  const [ticket, setTicket] = useState<{ current: string } | null>(null);
  useEffect(() => () => stop.current?.(), []);

  function file(format: "CSV" | "XLSX") {
    stop.current?.();
    const id = { current: newKey() };
    const request = createRequest(ExportReportDocument, { input: { definition, format, name } });
    const operation = client.createRequestOperation("mutation", request, {
      fetchOptions: () => requestOptions({ "x-request-id": id.current }),
    });
    const done = () => {
      stop.current = null;
      setTicket(null);
    };
    stop.current = () => {
      client.reexecuteOperation(makeOperation("teardown", operation, operation.context));
      done();
    };
    setTicket(id);
    pipe(
      client.executeRequestOperation(operation),
      take(1),
      subscribe((result) => {
        done();
        const outcome = tell(outcomeOf(result));
        if (!outcome.ok || !outcome.payload.content || !outcome.payload.fileName) return;
        const bytes = Uint8Array.from(atob(outcome.payload.content), (one) => one.charCodeAt(0));
        hand(outcome.payload.fileName, new Blob([bytes]));
      }),
    );
  }

  return {
    file,
    dialog: ticket && (
      <Late key={ticket.current} ticket={ticket} title={t`Making the file`} onCancel={() => stop.current?.()} />
    ),
  };
}

function Late({ ticket, title, onCancel }: { ticket: { current: string }; title: string; onCancel: () => void }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const late = setTimeout(() => setLate(true), 1000);
    return () => clearTimeout(late);
  }, []);
  if (!isLate) return null;
  return (
    <Dialog open width="sm" title={title} onClose={onCancel}>
      <Waiting ticket={ticket} onCancel={onCancel} isLate />
    </Dialog>
  );
}
