import { useEffect } from "react";
import type { TypedDocumentNode } from "urql";
import { client } from "./client";

const ASK_AGAIN = 500;

/** Asks after something a job works on, while it does: `take` gets every answer that still matters. */
export function useFollow<D>(
  working: boolean,
  id: string | undefined,
  document: TypedDocumentNode<D, { id: string }>,
  take: (data: D) => void,
) {
  useEffect(() => {
    if (!working || !id) return;
    let wanted = true;
    const timer = setInterval(async () => {
      const { data } = await client.query(document, { id }, { requestPolicy: "network-only" }).toPromise();
      if (wanted && data) take(data);
    }, ASK_AGAIN);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [working, id, document, take]);
}
