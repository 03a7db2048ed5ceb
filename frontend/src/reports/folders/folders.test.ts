import { expect, it } from "vitest";
import { allFolders, foldersIn } from "./folders";

const COUNTS = new Map([
  ["销售/月报", 2],
  ["销售/月报/华南", 1],
  ["售后", 4],
]);

it("has the folders that only hold folders, and counts what stands below", () => {
  expect(allFolders(COUNTS)).toEqual(
    ["售后", "销售", "销售/月报", "销售/月报/华南"].sort((a, b) => a.localeCompare(b)),
  );
  expect(foldersIn(COUNTS, "").map((one) => [one.name, one.count])).toEqual(
    expect.arrayContaining([
      ["销售", 3],
      ["售后", 4],
    ]),
  );
  expect(foldersIn(COUNTS, "销售")).toEqual([{ path: "销售/月报", name: "月报", count: 3 }]);
  expect(foldersIn(COUNTS, "销售/月报/华南")).toEqual([]);
});
