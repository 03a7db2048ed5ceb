import { useEffect, useSyncExternalStore } from "react";
import type { CombinedError } from "urql";
import { onFieldsChanged } from "../sync/cache";
import { client } from "../sync/client";
import { PAST_CACHE } from "../sync/pastCache";
import { CatalogDocument, type CatalogQuery } from "./catalog.gen";

export type CatalogEntry = CatalogQuery["catalog"][number];
type Known = { catalog?: readonly CatalogEntry[]; error?: CombinedError };

// Kept here and as it came: the cache would take thousands of fields apart, and put them together again for each who asks.
let known: Known = {};
let asked: Promise<Known> | null = null;
const listeners = new Set<() => void>();

/** The catalog as this viewer may see it. Asked for once; rights that change it change the session, too. */
export function askCatalog(): Promise<Known> {
  if (asked) return asked;
  const mine: Promise<Known> = client
    .query(CatalogDocument, {}, PAST_CACHE)
    .toPromise()
    .then(({ data, error }) => {
      // Whoever asked later knows better.
      if (asked !== mine) return asked ?? known;
      if (!data) asked = null;
      known = data ? { catalog: data.catalog } : { ...known, error };
      for (const listener of listeners) listener();
      return known;
    });
  asked = mine;
  return mine;
}

/** Asks anew; what was known is shown until the answer is here. */
export function renewCatalog() {
  asked = null;
  if (listeners.size > 0) void askCatalog();
}
onFieldsChanged(renewCatalog);

function listen(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The same for what is on the screen; `error` only while there is nothing to show. */
export function useCatalog(): Known {
  const shown = useSyncExternalStore(listen, () => known);
  useEffect(() => void askCatalog(), []);
  return shown.catalog ? { catalog: shown.catalog } : shown;
}
