import { useMemo } from "react";
import { orderName } from "../lists/shape";
import { customOf, useOwnShape } from "../records/useCustom";
import type { Option } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import { GATE_FIELD } from "./labels";

/** The fields of a deal that a stage can ask for: Weir's own, then those the organisation added. */
export function useGateFields(): readonly Option[] {
  const label = useLabel();
  const shape = useOwnShape("deal");
  return useMemo(
    () => [
      ...Object.keys(GATE_FIELD).map((value) => ({ value, label: label(GATE_FIELD, value) })),
      ...(shape
        ? customOf(shape).map((one) => ({ value: orderName(one.name).toLowerCase(), label: shape.label(one.name) }))
        : []),
    ],
    [label, shape],
  );
}
