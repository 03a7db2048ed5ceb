import { useLingui } from "@lingui/react";
import { useMemo } from "react";
import { useQuery } from "urql";
import { CatalogDocument } from "../records/catalog.gen";
import { type Shapes, shapeOf } from "./shape";

/** Every object the viewer may read, by its name; null until the catalog is here. */
export function useShapes(): Shapes | null {
  const { i18n } = useLingui();
  const [{ data }] = useQuery({ query: CatalogDocument, requestPolicy: "cache-first" });
  const chinese = i18n.locale.startsWith("zh");
  return useMemo(() => {
    if (!data) return null;
    return new Map(data.catalog.map((entry) => [entry.name, shapeOf(entry, chinese)]));
  }, [data, chinese]);
}
