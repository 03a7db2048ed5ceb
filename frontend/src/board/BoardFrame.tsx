import { Trans } from "@lingui/react/macro";
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  startTransition,
  useEffect,
  useState,
} from "react";
import { COLUMN_WIDTH } from "./CardColumn";

/** How many columns have their cards: at first those that a screen can show, then one more after each painting. */
export function useDrawn(count: number) {
  const [drawn, setDrawn] = useState(() => Math.ceil(window.innerWidth / COLUMN_WIDTH));
  useEffect(() => {
    if (drawn < count) startTransition(() => setDrawn(drawn + 1));
  }, [drawn, count]);
  return drawn;
}

type Props = {
  root: RefObject<HTMLDivElement | null>;
  keys: {
    onKeyDown: (event: KeyboardEvent) => void;
    onBlur: (event: FocusEvent) => void;
    onFocus: (event: FocusEvent) => void;
  };
  className: string;
  onOpen: (id: string) => void;
  children: ReactNode;
};

/** What holds the columns of a board: it scrolls sideways, hears the keys of the cards, and opens the one that is clicked. */
export function BoardFrame({ root, keys, className, onOpen, children }: Props) {
  /** A click on a card means the record, wherever on the card it is; a link opened beside stays the browser's own. */
  function openCard(event: MouseEvent) {
    const { target } = event;
    if (!(target instanceof Element) || target.closest("button")) return;
    const id = target.closest<HTMLElement>("[data-card]")?.dataset.card;
    const isBeside = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!id || (isBeside && target.closest("a"))) return;
    event.preventDefault();
    onOpen(id);
  }
  return (
    <>
      <p id="board-keys" className="sr-only">
        <Trans>
          Space picks the card up, arrow keys choose the place, Space drops it, Escape gives up. Enter opens it.
        </Trans>
      </p>
      <div
        ref={root}
        onClick={openCard}
        onKeyDown={keys.onKeyDown}
        onBlur={keys.onBlur}
        onFocus={keys.onFocus}
        data-board
        className={`scrollbar-thin min-h-0 flex-1 snap-x snap-proximity sm:snap-none ${className}`}
      >
        {children}
      </div>
    </>
  );
}

/** The look of a board of columns. */
export const IN_COLUMNS = "flex gap-3 overflow-x-auto overscroll-x-contain p-3 md:px-6";
