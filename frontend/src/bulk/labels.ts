import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { BulkAction, BulkObject } from "./bulk.gen";

export const OBJECT: Record<BulkObject, MessageDescriptor> = {
  DEAL: msg`Deals`,
  ACCOUNT: msg`Accounts`,
  CONTACT: msg`Contacts`,
  LEAD: msg`Leads`,
  TASK: msg`Tasks`,
};

const ACTION: Record<BulkAction, MessageDescriptor> = {
  TRANSFER: msg`Transfer the owner`,
  SHARE_OUT: msg`Share out among several`,
  SET_FIELD: msg`Set a field`,
  ADD_TAGS: msg`Add tags`,
  REMOVE_TAGS: msg`Remove tags`,
  MOVE: msg`Move to stage`,
  WAKE: msg`Wake up`,
  RETURN: msg`Send back to the pool`,
  VOID: msg`Void`,
  RESTORE: msg`Restore`,
};

/** What is done with many records; a task is not voided but cancelled, and comes back by being opened again. */
export function actionOn(object: BulkObject | null, action: BulkAction): MessageDescriptor {
  if (object === "TASK" && action === "VOID") return msg`Cancel the tasks`;
  if (object === "TASK" && action === "RESTORE") return msg`Reopen the tasks`;
  return ACTION[action];
}
