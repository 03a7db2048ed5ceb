import type { MessageDescriptor } from "@lingui/core";
import { useLingui } from "@lingui/react";
import { useCallback } from "react";

/** Reads a label out of a table of labels; a value the table does not know is shown as it is. */
export function useLabel() {
  const { i18n } = useLingui();
  return useCallback(
    (labels: Record<string, MessageDescriptor>, value: string | null | undefined) => {
      if (!value) return "—";
      const label = labels[value];
      return label ? i18n._(label) : value;
    },
    [i18n],
  );
}
