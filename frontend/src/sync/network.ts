import { useSyncExternalStore } from "react";
import type { Exchange } from "urql";
import { pipe, tap } from "wonka";

let lost = typeof navigator !== "undefined" && navigator.onLine === false;
const listeners = new Set<() => void>();

function set(next: boolean) {
  if (lost === next) return;
  lost = next;
  for (const listener of listeners) listener();
}

if (typeof window !== "undefined") {
  addEventListener("offline", () => set(true));
  addEventListener("online", () => set(false));
}

/** Notes whether answers arrive at all. */
export const watchNetwork: Exchange =
  ({ forward }) =>
  (operations) =>
    pipe(
      forward(operations),
      tap((result) => {
        if (result.error?.networkError && !result.error.response) set(true);
        else if (!result.error || result.error.response) set(false);
      }),
    );

export function useNetworkLost(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => lost,
  );
}
