import { type MouseEvent, type PointerEvent, useEffect, useRef } from "react";

const LONG_MS = 450;
const STILL_PX = 10;

/** Handlers that call `then` when a finger rests on the element; a scroll or a short tap is none, and the lift that follows clicks nothing. */
export function useLongPress(then: (() => void) | undefined) {
  const press = useRef<{ x: number; y: number; isLong: boolean } | null>(null);
  const timer = useRef(0);
  const stop = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (!then) return {};
  return {
    onPointerDown: ({ pointerType, isPrimary, clientX, clientY }: PointerEvent) => {
      stop();
      press.current = null;
      if (pointerType === "mouse" || !isPrimary) return;
      const now = { x: clientX, y: clientY, isLong: false };
      timer.current = window.setTimeout(() => {
        now.isLong = true;
        then();
      }, LONG_MS);
      press.current = now;
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const from = press.current;
      if (from && Math.hypot(clientX - from.x, clientY - from.y) > STILL_PX) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onClickCapture: (event: MouseEvent) => {
      if (!press.current?.isLong) return;
      press.current = null;
      event.preventDefault();
      event.stopPropagation();
    },
    onContextMenu: (event: MouseEvent) => {
      if (press.current) event.preventDefault();
    },
  };
}
