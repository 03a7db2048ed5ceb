import type { BoardQueryVariables } from "./board.gen";

/** How many cards of a column come at a time. */
export const PAGE = 50;
/** On a phone, where a column shows six and the way to the server is long, fewer at first. */
const FIRST_ON_PHONE = 20;

/** What a board is asked with. Without a pipeline it is the first active one. */
export const boardVariables = (
  pipelineId: string | undefined,
  scope: Pick<BoardQueryVariables, "where" | "search">,
  lanes: boolean,
): BoardQueryVariables => ({
  which: pipelineId ? { id: { eq: pipelineId } } : { isActive: { eq: true } },
  first: window.innerWidth < 768 ? FIRST_ON_PHONE : PAGE,
  lanes,
  ...scope,
});
