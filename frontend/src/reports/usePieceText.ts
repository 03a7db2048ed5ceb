import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import { type Dimension, type Measure, pathOf } from "./definition";
import { fieldAt, type Shapes } from "./fields";
import { FUNCTION, GRAIN } from "./labels";

/** What a field on a shelf is called. */
export function usePieceText(shapes: Shapes, source: string) {
  const { t, i18n } = useLingui();
  return useCallback(
    (piece: Dimension | Measure, index = 0): string => {
      const path = pathOf(piece);
      const found = path ? fieldAt(shapes, source, path) : undefined;
      const field = found?.label ?? (path ? t`A field that is gone` : "");
      if (!("function" in piece)) {
        const grain = piece.granularity && i18n._(GRAIN[piece.granularity]);
        if (grain) return `${field} (${grain})`;
        if (piece.ranges) return t`${field} (in ranges)`;
        return piece.buckets ? t`${field} (put together)` : field;
      }
      if (piece.label) return piece.label;
      if (piece.function === "COUNT") return path ? t`${field} (number)` : t`Number of records`;
      if (piece.function === "FORMULA") return piece.formula ?? String(index);
      if (piece.function === "PERCENTILE") {
        const percent = piece.percent ?? 90;
        return t`${field} (percentile ${percent})`;
      }
      const made = i18n._(FUNCTION[piece.function]);
      return `${field} (${made})`;
    },
    [shapes, source, t, i18n],
  );
}
