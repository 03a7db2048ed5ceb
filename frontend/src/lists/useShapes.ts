import { useLingui } from "@lingui/react";
import { useMemo } from "react";
import { useCatalog } from "../records/useCatalog";
import { type Shapes, shapeOf } from "./shape";

/** Every object the viewer may read, by its name; null until the catalog is here. */
export function useShapes(): Shapes | null {
  const { i18n } = useLingui();
  const { catalog } = useCatalog();
  const chinese = i18n.locale.startsWith("zh");
  return useMemo(() => {
    if (!catalog) return null;
    return new Map(catalog.map((entry) => [entry.name, shapeOf(entry, chinese)]));
  }, [catalog, chinese]);
}
