import { useDeferredValue, useEffect, useRef, useState } from "react";

/**
 * A search box whose text goes into the address a moment after the last key; what comes into the address another way (a view, a link,
 * the way back) stands in the box.
 */
export function useListSearch(address: string | undefined, write: (text: string | undefined) => void) {
  const known = address ?? "";
  const [text, setText] = useState(known);
  const settled = useDeferredValue(text);
  // What box and address last agreed on: a change of the address that is not our own is told by it.
  const agreed = useRef(known);
  useEffect(() => {
    if (known === agreed.current) return;
    agreed.current = known;
    setText(known);
  }, [known]);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (settled === agreed.current) return;
      agreed.current = settled;
      write(settled || undefined);
    }, 250);
    return () => clearTimeout(timer);
  }, [settled, write]);
  return [text, setText] as const;
}
