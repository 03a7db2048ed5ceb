import { expect, it } from "vitest";
import { tree } from "./departmentTree";

it("puts each department below its parent and orphans at the root", () => {
  const nodes = [
    { id: "south", name: "华南区", parent: { id: "sales" } },
    { id: "company", name: "总公司", parent: null },
    { id: "sales", name: "销售部", parent: { id: "company" } },
    { id: "lost", name: "旧部门", parent: { id: "gone" } },
  ];
  expect(tree(nodes).map(({ node, depth }) => [node.name, depth])).toEqual([
    ["总公司", 0],
    ["销售部", 1],
    ["华南区", 2],
    ["旧部门", 0],
  ]);
});
