import { BoardCard, CARD_GAP, CARD_HEIGHT } from "./BoardCard";
import type { BoardStore } from "./boardStore";

export const ROW = CARD_HEIGHT + CARD_GAP;
export const PADDING = 8;

type Props = {
  store: BoardStore;
  /** The cards that are drawn, each with its place among all of them. */
  shown: readonly { card: string; index: number }[];
  /** Room for all of them, drawn or not. */
  height: number;
  held: string | null;
  /** The one card that Tab stops at. */
  tabStop: string | undefined;
};

/** Cards one below the other, each put where its place among all of them is. */
export function CardList({ store, shown, height, held, tabStop }: Props) {
  return (
    <div role="presentation" className="relative" style={{ height }}>
      {shown.map(({ card, index }) => (
        <div
          key={card}
          role="listitem"
          className="absolute inset-x-0 top-0"
          style={{ height: CARD_HEIGHT, transform: `translateY(${PADDING + index * ROW}px)` }}
        >
          <BoardCard store={store} id={card} index={index} tabbable={card === tabStop} held={held === card} />
        </div>
      ))}
    </div>
  );
}
