import { useDeferredValue, useEffect, useState } from "react";

/** A search box whose text goes into the address a moment after the last key. */
export function useListSearch(known: string | undefined, write: (text: string | undefined) => void) {
  const [text, setText] = useState(known ?? "");
  const settled = useDeferredValue(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      if ((known ?? "") !== settled) write(settled || undefined);
    }, 250);
    return () => clearTimeout(timer);
  }, [settled, known, write]);
  return [text, setText] as const;
}
