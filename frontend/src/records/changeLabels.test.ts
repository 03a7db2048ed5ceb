import { describe, expect, it } from "vitest";
import { readableChanges } from "./changeLabels";

const fields = [
  { name: "nextStep", labelZh: "下一步", labelEn: "Next step", kind: "STRING", values: [] },
  { name: "owner", labelZh: "负责人", labelEn: "Owner", kind: "LINK", values: [] },
  {
    name: "status",
    labelZh: "状态",
    labelEn: "Status",
    kind: "ENUM",
    values: [{ value: "WON", labelZh: "赢单", labelEn: "Won" }],
  },
];

describe("changes as a person reads them", () => {
  it("names fields and values, and leaves out what is internal", () => {
    const changes = { next_step: [null, "送样"], owner_id: ["a", "b"], status: ["OPEN", "WON"], name_key: [null, "x"] };
    expect(readableChanges(changes, fields, true)).toEqual([
      { key: "next_step", label: "下一步", before: "∅", after: "送样" },
      { key: "owner_id", label: "负责人", before: "…", after: "…" },
      { key: "status", label: "状态", before: "OPEN", after: "赢单" },
    ]);
    expect(readableChanges(null, fields, false)).toEqual([]);
  });

  it("names the linked records the reader may see, and no other", () => {
    const found = readableChanges({ owner_id: ["a", "b"] }, fields, true, { a: "张三" });
    expect(found).toEqual([{ key: "owner_id", label: "负责人", before: "张三", after: "…" }]);
  });
});
