import { client } from "../sync/client";
import { PAST_CACHE } from "../sync/pastCache";
import { BoardDocument, type BoardQueryVariables } from "./board.gen";
import { type BoardSearch, scopeOf } from "./boardSearch";
import type { BoardScope } from "./boardStore";

/** How many cards of a column come at a time. */
export const PAGE = 50;

const ask = (variables: BoardQueryVariables) => client.query(BoardDocument, variables, PAST_CACHE).toPromise();

/** Without a pipeline it is the first active one. */
const variablesOf = (pipelineId: string | undefined, scope: BoardScope, lanes: boolean): BoardQueryVariables => ({
  which: pipelineId ? { id: { eq: pipelineId } } : { isActive: { eq: true } },
  first: PAGE,
  lanes,
  ...scope,
});

let early: { said: string; answer: ReturnType<typeof ask> } | null = null;

/** Asks before there is a page to show it: the cards travel together with the code, the language and the viewer. */
export function askBoardEarly(search: BoardSearch, remembered: string | undefined) {
  const variables = variablesOf(search.pipeline ?? remembered, scopeOf(search), search.lanes === "owner");
  early = { said: JSON.stringify(variables), answer: ask(variables) };
}

/** The pipeline with its stages and the first cards of each; what was asked early is used once. */
export async function askBoard(pipelineId: string | undefined, scope: BoardScope, lanes: boolean) {
  const variables = variablesOf(pipelineId, scope, lanes);
  const waiting = early?.said === JSON.stringify(variables) ? early.answer : null;
  early = null;
  const found = await waiting;
  const { data, error } = found?.data ? found : await ask(variables);
  return { pipeline: data?.pipelines.nodes[0] ?? null, error };
}
