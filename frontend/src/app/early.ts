// Runs before the client's code has arrived: who is there, and the board most days begin with, are asked for meanwhile.
import { BoardDocument } from "../deals/board.gen";
import { boardVariables } from "../deals/firstBoard";
import { currentLocale, recall } from "../session/settings";
import { ViewerDocument } from "../session/viewer.gen";
import { askEarly } from "../sync/early";

const language = currentLocale();
askEarly(ViewerDocument, "Viewer", {}, language);
if (location.pathname === "/board" && !location.search) {
  const whole = { where: null, search: null };
  askEarly(BoardDocument, "Board", boardVariables(recall("pipeline") ?? undefined, whole, false), language);
}
