import { describe, expect, it } from "vitest";
import { listSearch, readColumns, readSort, writeColumns, writeSort } from "./address";

describe("the address of a list", () => {
  it("keeps columns, their widths and the sort", () => {
    const columns = [{ field: "name", width: 240 }, { field: "owner" }];
    expect(readColumns(writeColumns(columns))).toEqual(columns);
    expect(readColumns("name.9999,owner.x,")).toEqual([{ field: "name" }, { field: "owner" }]);
    expect(writeSort(readSort("-UPDATED_AT,NAME"))).toBe("-UPDATED_AT,NAME");
  });

  it("takes nothing that is not a filter for one", () => {
    expect(listSearch({ f: [1], q: 5, sort: "", cols: null }).f).toBeUndefined();
    expect(listSearch({ f: { status: { eq: "OPEN" } }, q: 5 })).toMatchObject({
      f: { status: { eq: "OPEN" } },
      q: "5",
    });
  });
});
