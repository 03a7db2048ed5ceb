import { useQuery } from "urql";
import { ReportSourcesDocument } from "./sources.gen";

const NONE: readonly string[] = [];

/** What reports can be about, in the order people think of it; none until the server has said so. */
export function useSources(): readonly string[] {
  const [{ data }] = useQuery({ query: ReportSourcesDocument, requestPolicy: "cache-first" });
  return data?.reportSources ?? NONE;
}
