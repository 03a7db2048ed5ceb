import { useMemo } from "react";
import { type AskedReport, useReport } from "./asking/useReport";
import type { Definition } from "./definition";
import { ReportResultDocument } from "./reports.gen";
import { type Figures, figuresOf } from "./result";

export type Outcome = {
  figures: Figures | null;
  /** What the server says is wrong with the report, and what to do. */
  refused: string | null;
  loading: boolean;
  /** How it is being asked. */
  asked: AskedReport;
};

/** The figures of a definition; while new ones are on their way, the last ones stay. */
export function useResult(definition: Definition | null): Outcome {
  const asked = useReport({ query: ReportResultDocument, variables: { definition }, pause: !definition });
  const raw = asked.data?.reportResult;
  const figures = useMemo(() => (raw && !raw.problem ? figuresOf(raw) : null), [raw]);
  return {
    figures,
    refused: raw?.problem?.message ?? null,
    loading: asked.working,
    asked,
  };
}
