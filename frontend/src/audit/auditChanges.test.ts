import { expect, it } from "vitest";
import { auditChanges } from "./auditChanges";

const fields = [{ name: "owner", labelZh: "负责人", labelEn: "Owner", kind: "LINK", values: [] }];

it("tells what the catalog does not know as it was recorded, with names for keys", () => {
  const found = auditChanges({ owner_id: ["a", "b"], members: [null, ["a", "c"]], ip: "127.0.0.1" }, fields, true, {
    a: "张三",
  });
  expect(found).toEqual([
    { key: "owner_id", label: "负责人", before: "张三", after: "…" },
    { key: "members", label: "members", before: "∅", after: "张三, c" },
    { key: "ip", label: "ip", before: "∅", after: "127.0.0.1" },
  ]);
});
