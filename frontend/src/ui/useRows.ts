import { type RefObject, useEffect, useState } from "react";

type Rows = { height: number; padding: number; overscan: number };

/** Which of many equally high rows a scrolling box shows: by division, without measuring any of them. */
export function useRows(scroller: RefObject<HTMLElement | null>, count: number, { height, padding, overscan }: Rows) {
  // What a window can show at most; what lies beyond its edge comes when that has been painted.
  const [seen, setSeen] = useState(() => ({ first: 0, last: Math.ceil(window.innerHeight / height) - 2 }));

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      // In steps of two rows: a slow scroll renders half as often.
      const top = Math.floor((element.scrollTop - padding) / height / 2) * 2;
      const first = Math.max(0, top - overscan);
      const last = top + Math.ceil(element.clientHeight / height) + 1 + overscan;
      setSeen((now) => (now.first === first && now.last === last ? now : { first, last }));
    };
    // Tells the size at once too, when the layout is done, and so costs no layout of its own.
    const size = new ResizeObserver(look);
    size.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      size.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [scroller, height, padding, overscan]);

  return { first: seen.first, last: Math.min(count - 1, seen.last) };
}
