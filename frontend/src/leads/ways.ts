import type { LeadCardFragment } from "./board.gen";
import type { LeadDialogName } from "./LeadDialogs";

/** The columns of the board of leads, from left to right. */
export const COLUMNS = ["UNASSIGNED", "PENDING", "WORKING", "NURTURING", "CONVERTED", "INVALID"] as const;
export type Status = (typeof COLUMNS)[number];
export type DirectVerb = "claim" | "reactivate" | "restore";
/** How a lead comes from one status to another: by a verb alone, with facts a dialog asks for, or by a follow-up that is logged. */
export type Way =
  | { kind: "verb"; verb: DirectVerb }
  | { kind: "dialog"; name: LeadDialogName | "convert" }
  | { kind: "log" };
export type Rights = { own: boolean; assign: boolean; accept: boolean; restore: boolean };
type Movable = Pick<LeadCardFragment, "status" | "isAwaitingSales" | "owner" | "pool" | "viewerCan">;

const dialog = (name: LeadDialogName | "convert"): Way => ({ kind: "dialog", name });

/** The one way from where a lead stands to another status for this person; null when there is none. The server has the last word. */
export function wayOf(lead: Movable, to: Status, rights: Rights): Way | null {
  const { status, viewerCan, owner, pool } = lead;
  const may = viewerCan.update;
  const isWorked = status === "PENDING" || status === "WORKING";
  switch (to) {
    case "UNASSIGNED":
      if (isWorked && may) return dialog("return");
      if (status === "NURTURING" && may && !owner) return { kind: "verb", verb: "reactivate" };
      if (status === "INVALID" && may && rights.restore) return { kind: "verb", verb: "restore" };
      return null;
    case "PENDING":
      if (status === "UNASSIGNED" && may && rights.assign) return dialog("assign");
      if (status === "UNASSIGNED" && pool?.isMine && rights.own) return { kind: "verb", verb: "claim" };
      if (status === "NURTURING" && may && owner) return { kind: "verb", verb: "reactivate" };
      return null;
    case "WORKING":
      return status === "PENDING" && may ? { kind: "log" } : null;
    case "NURTURING":
      if (!isWorked || !may) return null;
      return dialog(lead.isAwaitingSales && rights.accept ? "reject" : "nurture");
    case "CONVERTED":
      return may && (isWorked || status === "NURTURING") ? dialog("convert") : null;
    case "INVALID":
      return may && status !== "CONVERTED" && status !== "INVALID" ? dialog("invalid") : null;
  }
}
