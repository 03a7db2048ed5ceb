import { client } from "../sync/client";
import { PAST_CACHE } from "../sync/pastCache";
import { whenIdle } from "../ui/whenIdle";
import { BoardDocument, type BoardQueryVariables } from "./board.gen";
import { type BoardSearch, scopeOf } from "./boardSearch";
import type { BoardScope } from "./boardStore";
import { boardVariables } from "./firstBoard";

const ask = (variables: BoardQueryVariables) => client.query(BoardDocument, variables, PAST_CACHE).toPromise();

type Found = Awaited<ReturnType<typeof ask>>;
let early: { said: string; answer: Promise<Found>; found?: Found } | null = null;

/** Asks before there is a page to show it: the cards travel together with the code, the language and the viewer. */
export function askBoardEarly(search: BoardSearch, remembered: string | undefined) {
  const variables = boardVariables(search.pipeline ?? remembered, scopeOf(search), search.lanes === "owner");
  const asked: NonNullable<typeof early> = { said: JSON.stringify(variables), answer: ask(variables) };
  void asked.answer.then((found) => {
    asked.found = found;
  });
  early = asked;
}

/** Settles once what was asked early is drawn, or soon: for what should not travel beside the first cards. */
export async function afterFirstCards() {
  await early?.answer.catch(() => undefined);
  await whenIdle();
}

/** What was asked early is used once, by the board it was asked for. */
function takeEarly(variables: BoardQueryVariables) {
  const taken = early?.said === JSON.stringify(variables) ? early : null;
  early = null;
  return taken;
}

/** The pipeline with its stages and the first cards of each, when they were asked for early and are here. */
export function boardAlready(pipelineId: string | undefined, scope: BoardScope, lanes: boolean) {
  return early?.found
    ? (takeEarly(boardVariables(pipelineId, scope, lanes))?.found?.data?.pipelines.nodes[0] ?? null)
    : null;
}

/** The pipeline with its stages and the first cards of each. */
export async function askBoard(pipelineId: string | undefined, scope: BoardScope, lanes: boolean) {
  const variables = boardVariables(pipelineId, scope, lanes);
  const found = await takeEarly(variables)?.answer;
  const { data, error } = found?.data ? found : await ask(variables);
  return { pipeline: data?.pipelines.nodes[0] ?? null, error };
}
