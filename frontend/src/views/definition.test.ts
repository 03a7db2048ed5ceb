import { describe, expect, it } from "vitest";
import { same, tidy } from "./definition";

describe("what a view shows", () => {
  it("is the same whatever the order of its parts, and empty parts are nothing", () => {
    const one = { search: "", filter: { status: { eq: "OPEN" }, name: { contains: "泵" } }, columns: [] };
    const two = { filter: { name: { contains: "泵" }, status: { eq: "OPEN" } } };
    expect(same(one, two)).toBe(true);
    expect(tidy(one)).toEqual(two);
  });

  it("differs when columns change places", () => {
    const columns = [{ field: "name" }, { field: "owner" }];
    expect(same({ columns }, { columns: [...columns].reverse() })).toBe(false);
  });
});
