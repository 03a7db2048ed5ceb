import { useMemo } from "react";
import { useQuery } from "urql";
import { together } from "../reports/asking/together";
import type { Definition } from "../reports/definition";
import { ReadyReportsDocument } from "../reports/reports.gen";
import { useResult } from "../reports/useResult";
import { useWords } from "../reports/useWords";
import { dayBegins } from "../session/days";
import { monthPlus } from "../session/months";
import { BOARDS, type Board, type Grouping, standings, turned } from "./boards";

/**
 * The boards of a period by person, department or region: first the scores of results, then those of process, contracts and payments. Who
 * reads no contracts has none of theirs.
 */
export function useBoards(by: Grouping, from: string, months: number) {
  const words = useWords();
  const [{ data, error }, again] = useQuery({ query: ReadyReportsDocument });
  const definitions = useMemo(() => {
    const after = monthPlus(from, months);
    const span = { since: dayBegins(from), until: dayBegins(after), first: from, after };
    const of = (board: Board) => {
      const ready = data?.readyReports.find((one) => one.key === board.key);
      return ready ? turned(ready.definition as Definition, board, by, span) : null;
    };
    return {
      results: of(BOARDS.results),
      process: of(BOARDS.process),
      contracts: of(BOARDS.contracts),
      payments: of(BOARDS.payments),
    };
  }, [data, by, from, months]);
  const results = useResult(definitions.results);
  const process = useResult(definitions.process);
  const contracts = useResult(definitions.contracts);
  const payments = useResult(definitions.payments);
  const rows = useMemo(
    () =>
      standings(
        [results.figures, process.figures, contracts.figures, payments.figures].filter((one) => one !== null),
        words,
      ),
    [results.figures, process.figures, contracts.figures, payments.figures, words],
  );
  const settled = (one: typeof results, definition: Definition | null) =>
    definition === null || one.figures !== null || one.refused !== null;
  const ready =
    !!data &&
    settled(results, definitions.results) &&
    settled(process, definitions.process) &&
    settled(contracts, definitions.contracts) &&
    settled(payments, definitions.payments);
  const asked = together(ready, [results.asked, process.asked, contracts.asked, payments.asked]);
  return {
    rows,
    figures: results.figures ?? process.figures,
    refused: results.refused ?? process.refused,
    asked: error && !data ? { ...asked, error, again: () => again({ requestPolicy: "network-only" }) } : asked,
  };
}
