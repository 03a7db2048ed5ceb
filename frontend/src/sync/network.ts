import { useSyncExternalStore } from "react";
import type { Exchange } from "urql";
import { pipe, tap } from "wonka";

let lost = typeof navigator !== "undefined" && navigator.onLine === false;
const listeners = new Set<() => void>();

const returns = new Set<() => void>();

/** Runs when answers arrive again after a break. */
export function onReturn(listener: () => void) {
  returns.add(listener);
  return () => void returns.delete(listener);
}

function set(next: boolean) {
  if (lost === next) return;
  lost = next;
  if (!lost) for (const listener of returns) setTimeout(listener, 100);
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
