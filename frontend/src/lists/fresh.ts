import type { Condition } from "./conditions";
import { operatorsOf } from "./operators";
import { type Shape, whereKey } from "./shape";

/** A condition to begin with. */
export function fresh(shape: Shape): Condition {
  const field = shape.fields.find((one) => one.isFilterable && one.kind === "ENUM") ?? shape.fields[0];
  return start(shape, field?.name ?? "name");
}

/** An untouched condition on a field. */
export function start(shape: Shape, name: string): Condition {
  const field = shape.field(name);
  return {
    kind: "condition",
    key: field ? whereKey(field) : name,
    comparison: field ? { ...operatorsOf(field)[0]?.start } : {},
  };
}
