import { useEffect, useState } from "react";

/** The time, told anew every so often; stands still while nobody looks at the page. */
export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
