import { useCallback, useMemo } from "react";
import { useQuery } from "urql";
import type { Counts } from "./folders";
import { ReportFoldersDocument } from "./folders.gen";

const NONE: Counts = new Map();

/** The folders in which something stands that one may open. */
export function useFolders() {
  const [{ data }, ask] = useQuery({ query: ReportFoldersDocument, requestPolicy: "cache-and-network" });
  const counts = useMemo(() => {
    if (!data) return NONE;
    const found = new Map<string, number>();
    for (const { keys, count } of [...data.reports.groups, ...data.dashboards.groups]) {
      const path = keys[0]?.value;
      if (path) found.set(path, (found.get(path) ?? 0) + count);
    }
    return found;
  }, [data]);
  const again = useCallback(() => ask({ requestPolicy: "network-only" }), [ask]);
  return { counts, again };
}
