import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { withTexts } from "../session/messages";

const RoleTiles = lazy(() => withTexts(import("./tiles/RoleTiles")).then((module) => ({ default: module.RoleTiles })));

/** The reports below what waits today, fetched when one comes near them: nothing of today waits for a chart. */
export function NearReports() {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && setNear(true), {
      rootMargin: "200px",
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={place} className="min-h-11">
      {isNear && (
        <Suspense>
          <RoleTiles />
        </Suspense>
      )}
    </div>
  );
}
