import { describe, expect, it } from "vitest";
import { hintsOf } from "./imbalance";
import { managerRows, type Row, totals, usedPipelines } from "./managerTable";
import { monthEnd } from "./questions";

const stages = [
  { id: "s1", name: "初步接触" },
  { id: "s2", name: "谈判" },
];
const key = (value: string, label = value) => ({ value, label });
const answer = {
  byStage: {
    groups: [
      { keys: [key("u1", "张三"), key("s1")], count: 15 },
      { keys: [key("u1", "张三"), key("s2")], count: 3 },
      { keys: [key("u2", "李四"), key("s1")], count: 10 },
      { keys: [key("u2", "李四"), key("other")], count: 7 },
    ],
  },
  month: {
    groups: [
      { keys: [key("u2"), key("p1")], count: 2, sum: { baseAmount: "310000.00" } },
      { keys: [key("u2"), key("p2")], count: 9, sum: { baseAmount: "999.00" } },
    ],
  },
  late: { groups: [{ keys: [key("u1"), key("p1")], count: 4 }] },
};

describe("the manager's table", () => {
  it("counts one pipeline by rep and stage, and puts whoever expects most first", () => {
    expect(managerRows(answer, "p1", stages)).toEqual([
      { owner: "u2", name: "李四", counts: [10, 0], open: 10, late: 0, month: 2, expected: 310000 },
      { owner: "u1", name: "张三", counts: [15, 3], open: 18, late: 4, month: 0, expected: 0 },
    ]);
  });

  it("adds up every column", () => {
    const rows = managerRows(answer, "p1", stages);
    expect(totals(rows, stages)).toEqual({ counts: [25, 3], open: 28, late: 4, month: 2, expected: 310000 });
  });

  it("offers only pipelines with open deals", () => {
    const all = [{ stages: { nodes: stages } }, { stages: { nodes: [{ id: "unused", name: "x" }] } }];
    expect(usedPipelines(answer, all)).toEqual([all[0]]);
  });
});

describe("the month", () => {
  it("ends on its last day", () => {
    expect([monthEnd("2026-11-24"), monthEnd("2026-12-31"), monthEnd("2028-02-01")]).toEqual([
      "2026-11-30",
      "2026-12-31",
      "2028-02-29",
    ]);
  });
});

describe("hints of imbalance", () => {
  const row = (name: string, counts: number[]): Row => ({
    owner: name,
    name,
    counts,
    open: counts.reduce((sum, one) => sum + one, 0),
    late: 0,
    month: 0,
    expected: 0,
  });
  const [zhangsan, lisi] = [row("张三", [15, 8, 5, 3]), row("李四", [10, 12, 4, 1])];

  it("say of the domain's table: 李四 has 需求确认 piled up and few in 谈判, 张三 nothing", () => {
    expect(hintsOf(lisi, [zhangsan, lisi])).toEqual([
      { place: 1, kind: "piled", count: 12 },
      { place: 3, kind: "few", count: 1 },
    ]);
    expect(hintsOf(zhangsan, [zhangsan, lisi])).toEqual([]);
  });

  it("say nothing of who stands alone, of a handful of deals, or of many in the last stage", () => {
    expect(hintsOf(lisi, [lisi])).toEqual([]);
    expect(hintsOf(row("王五", [0, 9, 0, 0]), [zhangsan, row("王五", [0, 9, 0, 0])])).toEqual([]);
    expect(hintsOf(row("赵", [8, 8, 4, 9]), [zhangsan, lisi, row("赵", [8, 8, 4, 9])])).toEqual([]);
  });
});
