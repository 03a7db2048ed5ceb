// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

type Answer = { data?: { catalog: { name: string }[] }; error?: { message: string } };
const answers: ((answer: Answer) => void)[] = [];
type Query = (...asked: unknown[]) => { toPromise: () => Promise<Answer> };
const query = vi.fn<Query>(() => ({ toPromise: () => new Promise<Answer>((resolve) => answers.push(resolve)) }));
vi.mock("../sync/client", () => ({ client: { query } }));

const loaded = () => import("./useCatalog");
const catalogOf = (...names: string[]): Answer => ({ data: { catalog: names.map((name) => ({ name })) } });
const answer = (place: number, one: Answer) => act(async () => answers[place]?.(one));

describe("the catalog", () => {
  beforeEach(() => {
    vi.resetModules();
    query.mockClear();
    answers.length = 0;
  });
  afterEach(cleanup);

  async function shown() {
    const { useCatalog, ...rest } = await loaded();
    const Names = ({ label }: { label: string }) => {
      const { catalog, error } = useCatalog();
      return <p>{`${label}: ${catalog ? catalog.map((one) => one.name).join() : (error?.message ?? "…")}`}</p>;
    };
    render(
      <>
        <Names label="list" />
        <Names label="filter" />
      </>,
    );
    return rest;
  }

  it("is asked for once by all who show it, past the cache", async () => {
    const { askCatalog } = await shown();
    screen.getByText("list: …");
    await answer(0, catalogOf("deal", "lead"));
    screen.getByText("list: deal,lead");
    screen.getByText("filter: deal,lead");
    expect((await askCatalog()).catalog?.length).toBe(2);
    expect(query).toHaveBeenCalledTimes(1);
    expect(query.mock.calls[0]?.[2]).toMatchObject({ pastCache: true });
  });

  it("says why it is not here, and is asked for again", async () => {
    const { renewCatalog } = await shown();
    await answer(0, { error: { message: "offline" } });
    screen.getByText("list: offline");
    act(renewCatalog);
    await answer(1, catalogOf("deal"));
    screen.getByText("list: deal");
  });

  it("is shown as it was until it is here anew, and an answer of before is not waited for", async () => {
    const { renewCatalog, askCatalog } = await shown();
    await answer(0, catalogOf("deal"));
    act(renewCatalog);
    act(renewCatalog);
    screen.getByText("list: deal");
    const asked = askCatalog();
    await answer(2, catalogOf("deal", "fresh"));
    await answer(1, catalogOf("deal", "stale"));
    screen.getByText("filter: deal,fresh");
    expect((await asked).catalog?.at(-1)?.name).toBe("fresh");
  });
});
