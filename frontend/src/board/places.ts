import type { Place } from "../drag/arithmetic";

/** Where cards stand and may go, as the drag engine asks it: in whole columns, or in the cells of lanes. */
export type Places = {
  ids: (list: string) => readonly string[];
  placeOf: (id: string) => Place | undefined;
  /** The lists a card may go to, from left to right. */
  around: (id: string) => readonly string[];
  accepts: (list: string, id: string) => boolean;
  nameOf: (list: string) => string;
  /** The lane a card is kept in; null when there are none. */
  laneOf: (id: string) => string | null;
  /** The place in its whole column, which is what a move is told. */
  inColumn: (id: string, place: Place) => Place;
};
