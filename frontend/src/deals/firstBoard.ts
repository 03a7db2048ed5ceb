import type { BoardQueryVariables } from "./board.gen";

/** How many cards of a column come at a time. */
export const PAGE = 50;

/** What a board is asked with. Without a pipeline it is the first active one. */
export const boardVariables = (
  pipelineId: string | undefined,
  scope: Pick<BoardQueryVariables, "where" | "search">,
  lanes: boolean,
): BoardQueryVariables => ({
  which: pipelineId ? { id: { eq: pipelineId } } : { isActive: { eq: true } },
  first: PAGE,
  lanes,
  ...scope,
});
