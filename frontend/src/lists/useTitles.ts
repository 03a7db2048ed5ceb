import { useEffect, useState } from "react";
import type { Where } from "../views/definition";
import { titlesOf } from "./findLinked";

const ID = /"([a-z]+_[0-9a-f]{32})"/g;
const NONE = new Map<string, string>();

/** The names of the records a filter mentions. */
export function useTitles(filter: Where) {
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(NONE);
  const ids = [...JSON.stringify(filter).matchAll(ID)].map((match) => match[1] ?? "").join(" ");
  useEffect(() => {
    if (!ids) return;
    let wanted = true;
    void titlesOf(ids.split(" ")).then((found) => wanted && setTitles(found));
    return () => {
      wanted = false;
    };
  }, [ids]);
  return titles;
}
