import type { ReactNode } from "react";

/** Every card is equally high: a drop is found by division, not by measuring. */
export const CARD_HEIGHT = 104;
const CARD_GAP = 8;
export const ROW = CARD_HEIGHT + CARD_GAP;
export const PADDING = 8;

export type DrawCard = (id: string, at: { index: number; tabbable: boolean; held: boolean }) => ReactNode;
type Props = {
  /** The cards that are drawn, each with its place among all of them. */
  shown: readonly { card: string; index: number }[];
  /** Room for all of them, drawn or not. */
  height: number;
  held: string | null;
  /** The one card that Tab stops at. */
  tabStop: string | undefined;
  draw: DrawCard;
};

/** Cards one below the other, each put where its place among all of them is. */
export function CardList({ shown, height, held, tabStop, draw }: Props) {
  return (
    <div role="presentation" className="relative" style={{ height }}>
      {shown.map(({ card, index }) => (
        <div
          key={card}
          role="listitem"
          className="absolute inset-x-0 top-0"
          style={{ height: CARD_HEIGHT, transform: `translateY(${PADDING + index * ROW}px)` }}
        >
          {draw(card, { index, tabbable: card === tabStop, held: held === card })}
        </div>
      ))}
    </div>
  );
}
