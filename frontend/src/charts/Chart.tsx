import { type RefObject, useEffect, useRef, useState } from "react";
import { Skeleton } from "../ui/Skeleton";
import type { Drawing } from "./engine";
import { keepFitting } from "./fitting";
import { type Inks, inks } from "./palette";

export type Mark = { series: number; item: number };
type Props = {
  /** What to draw, for the colours of the theme. */
  option: (inks: Inks) => object;
  label: string;
  height?: number | string;
  /** A mark was pressed. */
  onMark?: (mark: Mark) => void;
  drawing?: RefObject<Drawing | null>;
};

/** A picture of figures. Its table twin is for keyboards and screen readers; this one is an image to them. */
export function Chart({ option, label, height = 320, onMark, drawing }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const own = useRef<Drawing | null>(null);
  const [ready, setReady] = useState(false);
  const latest = useRef({ option, onMark });
  latest.current = { option, onMark };

  useEffect(() => {
    const element = box.current;
    let gone = false;
    let end = () => {};
    void import("./engine").then(({ draw }) => {
      if (gone || !element) return;
      const made = draw(element);
      own.current = made;
      if (drawing) drawing.current = made;
      end = keepFitting(element, made, (ink) => latest.current.option(ink));
      made.on("click", (event) => {
        latest.current.onMark?.({ series: event.seriesIndex ?? 0, item: event.dataIndex });
      });
      setReady(true);
    });
    return () => {
      gone = true;
      end();
      own.current?.dispose();
      own.current = null;
      if (drawing) drawing.current = null;
    };
  }, [drawing]);

  useEffect(() => {
    own.current?.setOption({ animation: false, ...option(inks()) }, true);
  }, [option]);

  return (
    <div className="relative" style={{ height }}>
      {!ready && <Skeleton className="absolute inset-0 h-full! w-full!" />}
      <div ref={box} role="img" aria-label={label} className="h-full w-full" />
    </div>
  );
}
