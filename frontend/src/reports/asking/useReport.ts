import { useMemo, useRef, useState } from "react";
import { type AnyVariables, type CombinedError, type TypedDocumentNode, useQuery } from "urql";
import { newKey } from "../../sync/act";
import { requestOptions } from "../../sync/client";

export type AskedReport<D = unknown> = {
  /** The newest figures; those of the question before while new ones are on their way; none of a question that was given up. */
  data: D | undefined;
  error: CombinedError | undefined;
  working: boolean;
  isCancelled: boolean;
  /** The question, to tell one wait from the next. */
  question: string;
  /** The id the request goes by, as it was sent last. */
  ticket: { readonly current: string };
  cancel: () => void;
  again: () => void;
};

type Args<D, V extends AnyVariables> = { query: TypedDocumentNode<D, V>; variables: V; pause?: boolean };

/** Asks for a report. The request ends with the component, with the next question, and when it is given up; the server stops working then. */
export function useReport<D, V extends AnyVariables>({ query, variables, pause = false }: Args<D, V>): AskedReport<D> {
  const ticket = useRef("");
  const context = useMemo(
    () => ({
      fetchOptions: () => {
        ticket.current = newKey();
        return requestOptions({ "x-request-id": ticket.current });
      },
    }),
    [],
  );
  const question = JSON.stringify(variables);
  const [givenUp, giveUp] = useState<string | null>(null);
  const isCancelled = givenUp === question;
  const [{ data, error, fetching, stale }, ask] = useQuery<D, V>({
    query,
    variables,
    pause: pause || isCancelled,
    requestPolicy: "cache-and-network",
    context,
  } as Parameters<typeof useQuery<D, V>>[0]);
  return {
    // What was refused comes with null.
    data: isCancelled ? undefined : (data ?? undefined),
    error: isCancelled ? undefined : error,
    working: !isCancelled && (fetching || stale),
    isCancelled,
    question,
    ticket,
    cancel: () => giveUp(question),
    again: () => (isCancelled ? giveUp(null) : ask({ requestPolicy: "network-only" })),
  };
}
