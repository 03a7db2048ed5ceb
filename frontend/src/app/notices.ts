import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { NotificationRowFragment } from "./notifications.gen";

/** What a notice says its actor did. */
export const NOTICE: Record<string, MessageDescriptor> = {
  MENTION: msg`mentioned you`,
  TASK_ASSIGNED: msg`gave you a task`,
  OWNER_CHANGED: msg`changed the owner`,
  FOLLOWED_CHANGE: msg`changed what you follow`,
  DEAL_CLOSED: msg`closed a deal`,
  IMPORT_DONE: msg`An import has finished`,
  EXPORT_DONE: msg`Your export is ready`,
  SECURITY: msg`Something about your account's security changed`,
};

/** The page of what a notice is about. */
export function addressOf(row: NotificationRowFragment): string | null {
  if (row.deal) return `/deals/${row.deal.id}`;
  if (row.account) return `/accounts/${row.account.id}`;
  if (row.contact) return `/contacts/${row.contact.id}`;
  if (row.task) return "/tasks";
  return row.kind === "IMPORT_DONE" ? "/import" : null;
}
