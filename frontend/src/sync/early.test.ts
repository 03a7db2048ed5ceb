import { afterEach, describe, expect, it, vi } from "vitest";
import { askEarly, fetchOrEarly } from "./early";

const body = (operationName: string, variables: unknown) => ({
  method: "POST",
  body: JSON.stringify({ query: "{ different: text }", variables, operationName }),
});

describe("what is asked early", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("answers the request for the same operation once, however its variables are ordered", async () => {
    const sent = vi.fn(async () => new Response("early"));
    vi.stubGlobal("fetch", sent);
    askEarly("query Board { x }", "Board", { first: 50, which: { isActive: { eq: true } }, after: undefined }, "en");
    const first = await fetchOrEarly("/graphql", body("Board", { which: { isActive: { eq: true } }, first: 50 }));
    expect(await first.text()).toBe("early");
    expect(sent).toHaveBeenCalledTimes(1);
    await fetchOrEarly("/graphql", body("Board", { which: { isActive: { eq: true } }, first: 50 }));
    expect(sent).toHaveBeenCalledTimes(2);
  });

  it("leaves every other request alone", async () => {
    const sent = vi.fn(async () => new Response("asked"));
    vi.stubGlobal("fetch", sent);
    askEarly("query Board { x }", "Board", { first: 50 }, "en");
    await fetchOrEarly("/graphql", body("Board", { first: 20 }));
    await fetchOrEarly("/graphql", body("Viewer", {}));
    expect(sent).toHaveBeenCalledTimes(3);
  });

  it("tells a failure to the request that wanted the answer", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => Promise.reject(new TypeError("offline"))),
    );
    askEarly("query Viewer { x }", "Viewer", {}, "en");
    await expect(fetchOrEarly("/graphql", body("Viewer", {}))).rejects.toThrow("offline");
  });
});
