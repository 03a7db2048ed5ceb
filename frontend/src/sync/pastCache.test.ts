import { createClient, type Exchange, gql, type OperationResult } from "urql";
import { describe, expect, it } from "vitest";
import { filter, map, pipe, tap } from "wonka";
import { besides, PAST_CACHE } from "./pastCache";

const QUERY = gql`
  {
    viewer {
      roles
    }
  }
`;

/** A client whose cache notes what passes it, before a server that answers with a number of its own. */
function made() {
  const seen: string[] = [];
  let streams = 0;
  let count = 0;
  const noting: Exchange =
    ({ forward }) =>
    (operations) =>
      pipe(
        forward(
          pipe(
            operations,
            tap((one) => seen.push(`asks ${one.kind}`)),
          ),
        ),
        tap(() => seen.push("keeps")),
      );
  const server: Exchange = () => (operations) => {
    streams += 1;
    return pipe(
      operations,
      filter((one) => one.kind !== "teardown"),
      map((operation) => ({ operation, data: ++count, stale: false, hasNext: false }) as OperationResult),
    );
  };
  return {
    seen,
    streams: () => streams,
    client: createClient({ url: "/graphql", preferGetMethod: false, exchanges: [besides(noting), server] }),
  };
}

describe("a request past the cache", () => {
  it("is answered without the cache taking part", async () => {
    const { client, seen } = made();
    const { data } = await client.query(QUERY, {}, PAST_CACHE).toPromise();
    expect(data).toBe(1);
    expect(seen).toEqual([]);
  });

  it("leaves the others with the cache, on the same way to the server", async () => {
    const { client, seen, streams } = made();
    const both = [client.query(QUERY, { a: 1 }, PAST_CACHE), client.query(QUERY, { a: 2 })];
    await Promise.all(both.map((one) => one.toPromise()));
    expect(seen.slice(0, 2)).toEqual(["asks query", "keeps"]);
    expect(streams()).toBe(1);
  });
});
