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

/** "-UPDATED_AT" in the address is newest first. */
export function parseSort(text: string | undefined, fallback: string) {
  const value = text ?? fallback;
  return { field: value.replace(/^-/, ""), descending: value.startsWith("-") };
}
export const writeSort = (sort: { field: string; descending: boolean }) => `${sort.descending ? "-" : ""}${sort.field}`;
