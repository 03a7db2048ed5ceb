import { useMemo } from "react";
import { useQuery } from "urql";
import { type Problem, problemOf } from "../sync/problems";
import type { Definition } from "./definition";
import { ReportResultDocument } from "./reports.gen";
import { type Figures, figuresOf } from "./result";

export type Outcome = {
  figures: Figures | null;
  /** What the server says is wrong with the report, and what to do. */
  refused: string | null;
  problem: Problem | null;
  loading: boolean;
  again: () => void;
};

/** The figures of a definition; while new ones are on their way, the last ones stay. */
export function useResult(definition: Definition | null): Outcome {
  const [{ data, error, fetching, stale }, ask] = useQuery({
    query: ReportResultDocument,
    variables: { definition },
    pause: !definition,
    requestPolicy: "cache-and-network",
  });
  const raw = data?.reportResult;
  const figures = useMemo(() => (raw && !raw.problem ? figuresOf(raw) : null), [raw]);
  return {
    figures,
    refused: raw?.problem?.message ?? null,
    problem: error && !data ? problemOf(error) : null,
    loading: fetching || stale,
    again: () => ask({ requestPolicy: "network-only" }),
  };
}
